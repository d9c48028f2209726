import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Owned by practice. Here an outcome is only an id that money is for. */
@Directive('@key(fields: "id")')
@ObjectType('Outcome', { simpleResolvers: true })
export class OutcomeType {
  @Field(() => ID)
  readonly id!: string;
}
