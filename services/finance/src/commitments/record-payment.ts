import { MutationInput } from '@connected-lives/kit/mutation-input';
import { IsInt, IsUUID, Length, Min } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { FinanceContext } from '../finance.context.ts';
import { requireCommitment, takeStep } from '../ledger/take-step.ts';
import type { CommitmentRow } from './select-commitment.ts';

@InputType()
export class RecordPaymentInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly commitmentId!: string;

  @Field(() => Int, { description: 'Never more than what remains (MORE_THAN_COMMITTED).' })
  @IsInt()
  @Min(1)
  readonly amountPence!: number;

  @Field(() => GraphQLLocalDate, {
    description:
      'The day the money left: from the first day of the budget’s financial year to today.',
  })
  readonly paidOn!: string;

  @Field(() => String, { description: 'The invoice or the run of payments it was in.' })
  @Length(1, 200)
  readonly reference!: string;
}

/** Records that finance paid some of a commitment. The decision was made when it was committed. */
export async function recordPayment(
  ctx: FinanceContext,
  input: RecordPaymentInput,
): Promise<CommitmentRow> {
  const answer = await takeStep(ctx, 'record_payment', 'recordPayment', input, [
    input.commitmentId,
    input.amountPence,
    input.paidOn,
    input.reference,
  ]);
  const { commitment } = requireCommitment(ctx, answer);
  // Unlike whoever commits, the caller may see somebody else's words here.
  ctx.saw(commitment);
  return commitment;
}
