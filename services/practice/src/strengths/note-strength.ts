import { MutationInput } from '@connected-lives/kit/mutation-input';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsEnum, IsUUID, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { lockConversation } from '../conversations/lock-conversation.ts';
import type { PracticeContext } from '../practice.context.ts';
import { requireOwnVoice, SaidBy } from '../said-by.ts';
import { Strength, STRENGTH_LENGTH_MAX } from './strength.entity.ts';
import { strengthNoted } from './strength.events.ts';

@InputType()
export class NoteStrengthInput extends MutationInput {
  @Field(() => ID, { description: 'An open conversation in your reach.' })
  @IsUUID()
  readonly conversationId!: string;

  @Field(() => SaidBy, { description: 'Who sees this strength. The person’s own say PERSON.' })
  @IsEnum(SaidBy)
  readonly saidBy!: SaidBy;

  @Field(() => String, {
    description: `What the person is good at, what matters to them or who is there for them. ${STRENGTH_LENGTH_MAX} characters at most.`,
  })
  @MaxLength(STRENGTH_LENGTH_MAX)
  @Matches(/\S/, { message: 'Say what the strength is' })
  readonly words!: string;
}

/** Notes a strength in an open conversation; the person may note their own. */
export async function noteStrength(
  ctx: PracticeContext,
  input: NoteStrengthInput,
): Promise<Strength> {
  requireOwnVoice(ctx.actor, input.saidBy);
  return onceOnly(ctx, 'noteStrength', input, async (tx) => {
    const now = ctx.now();
    const conversation = await lockConversation(tx, input.conversationId);
    const strength = tx.em.create(Strength, {
      ...conversation.add(now),
      saidBy: input.saidBy,
      words: input.words,
      notedAt: now,
    });
    await tx.em.flush();
    await tx.record(strengthNoted(strength));
    return strength;
  });
}
