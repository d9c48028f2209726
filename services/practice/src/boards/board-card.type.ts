import { connectionTypes } from '@connected-lives/kit/page';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { ConversationStage } from '../conversations/conversation-stage.ts';
import type { BoardCardRow } from './board-card.loaders.ts';

@Directive('@key(fields: "id")')
@ObjectType('BoardCard', {
  simpleResolvers: true,
  description: 'A conversation as its card on the team’s board shows it.',
})
export class BoardCardType implements Pick<
  BoardCardRow,
  'id' | 'purpose' | 'stage' | 'outcomesAgreed' | 'outcomesAchieved' | 'openedAt' | 'lastChangedAt'
> {
  @Field(() => ID, { description: 'The id of the conversation.' })
  readonly id!: string;

  @Field(() => String, { description: 'Why are we working together?' })
  readonly purpose!: string;

  @Field(() => ConversationStage, { description: 'The stage that it was opened in.' })
  readonly stage!: ConversationStage;

  @Field(() => Int, { description: 'How many outcomes were agreed.' })
  readonly outcomesAgreed!: number;

  @Field(() => Int, { description: 'How many of them the person says are fully reached.' })
  readonly outcomesAchieved!: number;

  @Field(() => Date, { description: 'When the conversation was opened.' })
  readonly openedAt!: Date;

  @Field(() => Date, {
    description: 'When something was last said, agreed, achieved or paid for.',
  })
  readonly lastChangedAt!: Date;
}

export const { Connection: BoardCardConnection } = connectionTypes(
  'BoardCard',
  () => BoardCardType,
);
