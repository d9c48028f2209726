import { MutationInput } from '@connected-lives/kit/mutation-input';
import { notFound } from '@connected-lives/kit/refusal';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsEnum, IsUUID, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { findKnownPerson, holdKnownPerson } from '../known/find-known-person.ts';
import type { PracticeContext } from '../practice.context.ts';
import { ConversationLead } from './conversation-lead.ts';
import { ConversationStage } from './conversation-stage.ts';
import { Conversation, PURPOSE_LENGTH_MAX } from './conversation.entity.ts';
import { conversationOpened } from './conversation.events.ts';

@InputType()
export class OpenConversationInput extends MutationInput {
  @Field(() => ID, { description: 'The person to work with.' })
  @IsUUID()
  readonly personId!: string;

  @Field(() => String, {
    description: `Why are we working together? In plain words, ${PURPOSE_LENGTH_MAX} characters at most.`,
  })
  @MaxLength(PURPOSE_LENGTH_MAX)
  @Matches(/\S/, { message: 'Say why you are working together' })
  readonly purpose!: string;

  @Field(() => ConversationStage, { description: 'The stage of the Connected Lives model.' })
  @IsEnum(ConversationStage)
  readonly stage!: ConversationStage;

  @Field(() => ConversationLead, { description: 'Who leads the conversation.' })
  @IsEnum(ConversationLead)
  readonly ledBy!: ConversationLead;
}

/** Opens a conversation with a person in the viewer's reach. Nobody has to agree to it first. */
export async function openConversation(
  ctx: PracticeContext,
  input: OpenConversationInput,
): Promise<Conversation> {
  requirePractising(ctx.actor);
  // Somebody registered a moment ago may be news to this service.
  if ((await findKnownPerson(ctx.db, input.personId)) === undefined) {
    await ctx.parts.catchUp('people');
  }
  return onceOnly(ctx, 'openConversation', input, async (tx) => {
    const person = await holdKnownPerson(tx.db, input.personId);
    if (person === undefined) {
      throw notFound('person');
    }
    const now = ctx.now();
    const conversation = tx.em.create(Conversation, {
      personId: person.id,
      teamId: person.teamId,
      district: person.district,
      practitionerId: ctx.actor.practitionerId ?? ctx.actor.id,
      purpose: input.purpose,
      stage: input.stage,
      ledBy: input.ledBy,
      openedAt: now,
      completedAt: null,
      lastChangedAt: now,
    });
    await tx.em.flush();
    await tx.record(conversationOpened(conversation));
    return conversation;
  });
}
