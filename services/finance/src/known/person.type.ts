import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Owned by people. Here a person is only an id that commitments hang from. */
@Directive('@key(fields: "id")')
@ObjectType('Person', { simpleResolvers: true })
export class PersonType {
  @Field(() => ID)
  readonly id!: string;
}
