import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Owned by people. Here a practitioner is only an id that holds budgets. */
@Directive('@key(fields: "id")')
@ObjectType('Practitioner', { simpleResolvers: true })
export class PractitionerType {
  @Field(() => ID)
  readonly id!: string;
}
