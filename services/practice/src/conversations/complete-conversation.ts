import { MutationInput } from '@connected-lives/kit/mutation-input';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PracticeContext } from '../practice.context.ts';
import type { Conversation } from './conversation.entity.ts';
import { conversationCompleted } from './conversation.events.ts';
import { lockConversation } from './lock-conversation.ts';

@InputType()
export class CompleteConversationInput extends MutationInput {
  @Field(() => ID, { description: 'An open conversation of a person with your team.' })
  @IsUUID()
  readonly conversationId!: string;
}

/** Completes a conversation. The practitioner's word is the last one: there is no step after it. */
export async function completeConversation(
  ctx: PracticeContext,
  input: CompleteConversationInput,
): Promise<Conversation> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'completeConversation', input, async (tx) => {
    const conversation = await lockConversation(tx, input.conversationId);
    conversation.complete(ctx.now());
    await tx.em.flush();
    await tx.record(conversationCompleted(conversation));
    return conversation;
  });
}
