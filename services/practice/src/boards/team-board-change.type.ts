import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { BoardCardType } from './board-card.type.ts';
import { BoardColumnKind } from './board-column.ts';
import type { BoardCardRow } from './board-card.loaders.ts';

/** The events that move a board, by the kind they have in the event log. */
export enum TeamBoardChangeKind {
  CONVERSATION_OPENED = 'conversation-opened',
  PASSAGE_ADDED = 'passage-added',
  STRENGTH_NOTED = 'strength-noted',
  OUTCOME_AGREED = 'outcome-agreed',
  PROGRESS_RECORDED = 'progress-recorded',
  CONVERSATION_COMPLETED = 'conversation-completed',
  CONVERSATION_MOVED = 'conversation-moved',
  HELP_MOVED = 'help-moved',
}
registerEnumType(TeamBoardChangeKind, {
  name: 'TeamBoardChangeKind',
  description: 'What happened to a conversation on the board.',
  valuesConfig: {
    CONVERSATION_MOVED: { description: 'The person is with another team now.' },
    HELP_MOVED: {
      description: 'Money for one of its outcomes was committed, released or paid.',
    },
  },
});

@ObjectType('TeamBoardChange', {
  simpleResolvers: true,
  description: 'One thing that moved a team’s board, with the card as it stands now.',
})
export class TeamBoardChangeType {
  @Field(() => String, {
    description: 'Where you stand after this change: subscribe again with it as `after`.',
  })
  readonly cursor!: string;

  @Field(() => TeamBoardChangeKind, { description: 'What happened.' })
  readonly kind!: TeamBoardChangeKind;

  @Field(() => ID, { description: 'The conversation that it happened to.' })
  readonly conversationId!: string;

  @Field(() => BoardCardType, {
    nullable: true,
    description: 'The card as it is now. Null when it is no longer on this board.',
  })
  readonly card!: BoardCardRow | null;

  @Field(() => BoardColumnKind, {
    nullable: true,
    description: 'The column that the card stands in now. Null when it has left the board.',
  })
  readonly column!: BoardColumnKind | null;
}
