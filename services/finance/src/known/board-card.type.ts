import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Owned by practice: a conversation on a team's board, under the conversation's id. */
@Directive('@key(fields: "id")')
@ObjectType('BoardCard', { simpleResolvers: true })
export class BoardCardType {
  @Field(() => ID)
  readonly id!: string;
}
