import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { IsInt, IsUUID, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { FinanceContext } from '../finance.context.ts';
import { requireDone, takeStep } from '../ledger/take-step.ts';
import { daysOfFinancialYear } from './financial-year.ts';
import type { BudgetRow } from './select-budget.ts';

const ALLOCATION_PENCE_MAX = 100_000_000;

@InputType()
export class AllocateBudgetInput extends MutationInput {
  @Field(() => ID, { description: 'Who will hold the money.' })
  @IsUUID()
  readonly practitionerId!: string;

  @Field(() => ID, { description: 'The team they are in: its manager sees the budget.' })
  @IsUUID()
  readonly teamId!: string;

  @Field(() => String, { description: 'As the council writes it: 2026-27.' })
  readonly financialYear!: string;

  @Field(() => Int, { description: 'What is added: a million pounds at most at a time.' })
  @IsInt()
  @Min(1)
  @Max(ALLOCATION_PENCE_MAX)
  readonly amountPence!: number;

  @Field(() => String, {
    description: 'Where the scheme of delegation gives the practitioner the right to spend.',
  })
  @Length(1, 200)
  readonly delegationReference!: string;
}

/** Gives a practitioner money for a financial year. Opens the budget when there is none yet. */
export async function allocateBudget(
  ctx: FinanceContext,
  input: AllocateBudgetInput,
): Promise<BudgetRow> {
  const year = daysOfFinancialYear(input.financialYear);
  if (year === null) {
    throw new Refusal('BAD_USER_INPUT', 'A financial year is written 2026-27.');
  }
  const done = requireDone(
    await takeStep(ctx, 'allocate_budget', 'allocateBudget', input, [
      input.practitionerId,
      input.teamId,
      input.financialYear,
      year.startsOn,
      year.endsOn,
      input.amountPence,
      input.delegationReference,
    ]),
  );
  return done.budget;
}
