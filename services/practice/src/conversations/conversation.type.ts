import { connectionTypes } from '@connected-lives/kit/page';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { ConversationLead } from './conversation-lead.ts';
import { ConversationStage } from './conversation-stage.ts';
import type { ConversationRow } from './conversation.loaders.ts';

@Directive('@key(fields: "id")')
@ObjectType('Conversation', {
  simpleResolvers: true,
  description:
    'Why the council and a person are working together, what was said, and the outcomes they agreed. Completing it is the practitioner’s own decision and final.',
})
export class ConversationType implements Pick<
  ConversationRow,
  'id' | 'purpose' | 'stage' | 'ledBy' | 'openedAt' | 'completedAt' | 'lastChangedAt'
> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: 'Why are we working together? In plain words.' })
  readonly purpose!: string;

  @Field(() => ConversationStage, {
    description: 'The stage of the Connected Lives model that it was opened in.',
  })
  readonly stage!: ConversationStage;

  @Field(() => ConversationLead, { description: 'Who leads the conversation.' })
  readonly ledBy!: ConversationLead;

  @Field(() => Date, { description: 'When it was opened.' })
  readonly openedAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description: 'When the practitioner completed it. Null while it is open.',
  })
  readonly completedAt!: Date | null;

  @Field(() => Date, {
    description: 'When something was last said, agreed, achieved or paid for.',
  })
  readonly lastChangedAt!: Date;
}

export const { Connection: ConversationConnection } = connectionTypes(
  'Conversation',
  () => ConversationType,
);
