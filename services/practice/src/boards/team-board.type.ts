import { Field, Int, ObjectType } from 'type-graphql';
import { BoardColumnKind } from './board-column.ts';

@ObjectType('TeamBoard', {
  simpleResolvers: true,
  description: 'A team’s conversations, for everybody in the team to see what moves.',
})
export class TeamBoardType {
  /** Not in the graph: the fields below ask with it. */
  readonly teamId!: string;
}

@ObjectType('BoardColumn', { simpleResolvers: true, description: 'One column of a team’s board.' })
export class BoardColumnType {
  readonly teamId!: string;

  @Field(() => BoardColumnKind, { description: 'Which column it is.' })
  readonly kind!: BoardColumnKind;

  @Field(() => String, { description: 'The heading of the column.' })
  readonly title!: string;

  @Field(() => Int, { description: 'How many cards stand in the column, on all pages.' })
  readonly count!: number;
}
