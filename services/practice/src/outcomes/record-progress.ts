import { MutationInput } from '@connected-lives/kit/mutation-input';
import { notFound } from '@connected-lives/kit/refusal';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { onceOnly, type Transaction } from '@connected-lives/kit/transaction';
import { IsEnum, IsInt, IsOptional, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { lockConversation } from '../conversations/lock-conversation.ts';
import type { PracticeContext } from '../practice.context.ts';
import type { PracticeTables } from '../tables.ts';
import { Outcome } from './outcome.entity.ts';
import { progressRecorded } from './outcome.events.ts';
import { Progress, PROGRESS_LENGTH_MAX, SATISFACTION_MAX } from './progress.entity.ts';
import { Reached } from './reached.ts';

@InputType()
export class RecordProgressInput extends MutationInput {
  @Field(() => ID, { description: 'An outcome in your reach.' })
  @IsUUID()
  readonly outcomeId!: string;

  @Field(() => Reached, { description: 'How far it is reached, as the person sees it.' })
  @IsEnum(Reached)
  readonly reached!: Reached;

  @Field(() => String, {
    nullable: true,
    description: `How it is going, in plain words. ${PROGRESS_LENGTH_MAX} characters at most.`,
  })
  @IsOptional()
  @MaxLength(PROGRESS_LENGTH_MAX)
  @Matches(/\S/, { message: 'Leave the words out when there are none' })
  readonly words?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How satisfied the person is with their life, from 0 (not at all) to 10 (completely). Leave it out when they did not say.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(SATISFACTION_MAX)
  readonly satisfaction?: number | null;
}

/** Records how far an outcome is reached. Also after its conversation is completed: life goes on. */
export async function recordProgress(
  ctx: PracticeContext,
  input: RecordProgressInput,
): Promise<Outcome> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'recordProgress', input, async (tx) => {
    const now = ctx.now();
    const outcome = await lockOutcome(tx, input.outcomeId, now);
    outcome.reach(input.reached, now);
    tx.em.create(Progress, {
      outcomeId: outcome.id,
      personId: outcome.personId,
      teamId: outcome.teamId,
      words: input.words ?? null,
      reached: input.reached,
      satisfaction: input.satisfaction ?? null,
      recordedAt: now,
    });
    await tx.em.flush();
    await tx.record(progressRecorded(outcome));
    return outcome;
  });
}

/** The outcome under its conversation's lock, which is taken before anything of it is loaded. */
async function lockOutcome(
  tx: Transaction<PracticeTables>,
  id: string,
  now: Date,
): Promise<Outcome> {
  const belonging = await tx.db
    .selectFrom('outcome')
    .select('conversationId')
    .where('id', '=', id)
    .executeTakeFirst();
  if (belonging === undefined) {
    throw notFound('outcome');
  }
  const conversation = await lockConversation(tx, belonging.conversationId);
  conversation.touch(now);
  return tx.em.findOneOrFail(Outcome, { id });
}
