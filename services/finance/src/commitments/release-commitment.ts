import { MutationInput } from '@connected-lives/kit/mutation-input';
import { IsInt, IsOptional, IsUUID, Matches, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { FinanceContext } from '../finance.context.ts';
import { requireCommitment, takeStep } from '../ledger/take-step.ts';
import type { CommitmentRow } from './select-commitment.ts';

@InputType()
export class ReleaseCommitmentInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly commitmentId!: string;

  @Field(() => String, { description: 'Why the money is not needed any more.' })
  @Matches(/\S/, { message: 'Say why the money is not needed any more' })
  @MaxLength(2_000)
  readonly reason!: string;

  @Field(() => Int, { nullable: true, description: 'Leave it out for all that remains.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly amountPence?: number | null;
}

/** Gives what remains of a commitment, or a part of it, back to the practitioner's budget. */
export async function releaseCommitment(
  ctx: FinanceContext,
  input: ReleaseCommitmentInput,
): Promise<CommitmentRow> {
  const answer = await takeStep(ctx, 'release_commitment', 'releaseCommitment', input, [
    input.commitmentId,
    input.amountPence ?? null,
    input.reason,
  ]);
  const { commitment } = requireCommitment(ctx, answer);
  // Unlike whoever commits, the caller may see somebody else's words here.
  ctx.saw(commitment);
  return commitment;
}
