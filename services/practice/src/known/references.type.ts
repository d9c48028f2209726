import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Owned by people. Here a person is an id that conversations hang from. */
@Directive('@key(fields: "id")')
@ObjectType('Person', { simpleResolvers: true })
export class PersonType {
  @Field(() => ID)
  readonly id!: string;
}

/** Owned by people. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Practitioner', { simpleResolvers: true })
export class PractitionerType {
  @Field(() => ID)
  readonly id!: string;
}

/** Owned by people. Here a team is an id that a board hangs from. */
@Directive('@key(fields: "id")')
@ObjectType('Team', { simpleResolvers: true })
export class TeamType {
  @Field(() => ID)
  readonly id!: string;
}
