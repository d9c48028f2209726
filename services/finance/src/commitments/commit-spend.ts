import { MutationInput } from '@connected-lives/kit/mutation-input';
import { IsInt, IsUUID, Matches, MaxLength, Min } from 'class-validator';
import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { BudgetType } from '../budgets/budget.type.ts';
import type { FinanceContext } from '../finance.context.ts';
import {
  requireCommitment,
  type StepAnswer,
  type StepDone,
  takeStep,
} from '../ledger/take-step.ts';
import { CommitmentType } from './commitment.type.ts';

@InputType()
export class CommitSpendInput extends MutationInput {
  @Field(() => ID, { description: 'The outcome the money is for.' })
  @IsUUID()
  readonly outcomeId!: string;

  @Field(() => Int, { description: 'More than nothing.' })
  @IsInt()
  @Min(1)
  readonly amountPence!: number;

  @Field(() => String, { description: 'What the money is for. Anything that helps.' })
  @Matches(/\S/, { message: 'Say what the money is for' })
  @MaxLength(500)
  readonly what!: string;

  @Field(() => String, {
    description:
      'Why it will help towards the outcome. Nobody has to agree, but everybody may ask.',
  })
  @Matches(/\S/, { message: 'Say why it will help' })
  @MaxLength(10_000)
  readonly rationale!: string;
}

@ObjectType('SpendCommitted', { simpleResolvers: true, description: 'The money is set aside.' })
export class SpendCommittedType {
  @Field(() => CommitmentType)
  readonly commitment!: CommitmentType;

  @Field(() => BudgetType, { description: 'The budget with this commitment in it.' })
  readonly budget!: BudgetType;
}

@ObjectType('NotEnoughBudget', {
  simpleResolvers: true,
  description: 'The budget holds less than that, and nothing was set aside.',
})
export class NotEnoughBudgetType {
  @Field(() => Int, { description: 'What could have been committed at that moment.' })
  readonly availablePence!: number;
}

export type CommitSpendAnswer = Required<StepDone> | { readonly availablePence: number };

export const CommitSpendResult = createUnionType({
  name: 'CommitSpendResult',
  types: () => [SpendCommittedType, NotEnoughBudgetType] as const,
});

export function kindOfCommitSpendResult(answer: CommitSpendAnswer): string {
  return 'commitment' in answer ? 'SpendCommitted' : 'NotEnoughBudget';
}

/**
 * Sets aside money of the practitioner's own budget for an outcome, there and then. The only
 * conditions are a positive amount, an outcome, a rationale and money in the budget; nobody
 * approves. Too little money is an answer and not an error, kept under its key like any other.
 */
export async function commitSpend(
  ctx: FinanceContext,
  input: CommitSpendInput,
): Promise<CommitSpendAnswer> {
  let answer = await take(ctx, input);
  if ('refusal' in answer && answer.refusal === 'NOT_FOUND') {
    // It may have been agreed a moment ago: practice knows it, and we have not heard yet.
    await Promise.all([ctx.parts.catchUp('people'), ctx.parts.catchUp('practice')]);
    answer = await take(ctx, input);
  }
  return 'availablePence' in answer ? answer : requireCommitment(ctx, answer);
}

function take(ctx: FinanceContext, input: CommitSpendInput): Promise<StepAnswer> {
  return takeStep(ctx, 'commit_spend', 'commitSpend', input, [
    input.outcomeId,
    input.amountPence,
    input.what,
    input.rationale,
  ]);
}
