import { sqlState } from '@connected-lives/kit/fault';
import { notWithin } from '@connected-lives/kit/happened';
import { Refusal } from '@connected-lives/kit/refusal';
import {
  fingerprint,
  idempotencyConflict,
  type WithIdempotencyKey,
} from '@connected-lives/kit/transaction';
import type { BudgetRow } from '../budgets/select-budget.ts';
import type { CommitmentRow } from '../commitments/select-commitment.ts';
import type { FinanceContext } from '../finance.context.ts';

/** The functions of the ledger. */
type StepName = 'commit_spend' | 'release_commitment' | 'record_payment' | 'allocate_budget';

/** What a function answers, in JSON. */
export type StepAnswer =
  | StepRefusal
  | { readonly availablePence: number }
  | {
      readonly budget: BudgetRow;
      readonly commitment?: Omit<CommitmentRow, 'committedAt'> & { readonly committedAt: string };
    };

type StepRefusal =
  | { readonly refusal: RefusalCode; readonly remainingPence?: number }
  | {
      readonly refusal: 'BAD_USER_INPUT';
      readonly field: string;
      readonly from: string;
      readonly to: string;
    };

/** What a step changed, as the graph returns it. */
export interface StepDone {
  readonly budget: BudgetRow;
  readonly commitment?: CommitmentRow;
}

const REFUSALS = {
  NOT_FOUND: 'There is no such record, or it is not yours to see.',
  NO_BUDGET: 'You hold no budget in this financial year. Ask finance to allocate you one.',
  NOT_YOURS: 'This is not yours to do: it is for the one who holds the budget, or for finance.',
  MORE_THAN_COMMITTED: 'This is more than what remains of the commitment.',
} as const;
type RefusalCode = keyof typeof REFUSALS | 'IDEMPOTENCY_CONFLICT';

const ATTEMPTS_MAX = 4;

/**
 * Takes one step of the ledger as the viewer: one function, one transaction, one round trip. The
 * function keeps the amounts of its first answer under the key and gives them again, with the commitment
 * as the viewer may see it now: out of reach it is not there (NOT_FOUND), as with `onceOnly`.
 *
 * It takes the step again when it lost a race, in which case the database did nothing.
 */
export async function takeStep(
  ctx: FinanceContext,
  step: StepName,
  useCase: string,
  input: WithIdempotencyKey,
  values: readonly unknown[],
): Promise<StepAnswer> {
  const all = [input.idempotencyKey, fingerprint(useCase, input), ctx.now(), ...values];
  const places = all.map((_, i) => `$${i + 2}`).join(', ');
  for (let attempt = 1; ; attempt += 1) {
    try {
      const rows = await ctx.call<{ answer: StepAnswer }>(
        step,
        `select ${step}($1, ${places}) as answer`,
        all,
      );
      await ctx.refresh();
      return (rows[0] as { answer: StepAnswer }).answer;
    } catch (error) {
      if (attempt === ATTEMPTS_MAX || sqlState(error) !== '40001') {
        throw error;
      }
    }
  }
}

/** What the step changed, or the refusal that it answered. */
export function requireDone(answer: StepAnswer): StepDone {
  if ('refusal' in answer) {
    throw refusalOf(answer);
  }
  if ('availablePence' in answer) {
    throw new Error('Only a commitment can find too little money.');
  }
  const { budget, commitment } = answer;
  return commitment === undefined
    ? { budget }
    : {
        budget,
        commitment: { ...commitment, committedAt: new Date(commitment.committedAt) },
      };
}

/** The same for a step that changes a commitment; its budget needs no reading when it is asked. */
export function requireCommitment(ctx: FinanceContext, answer: StepAnswer): Required<StepDone> {
  const { budget, commitment } = requireDone(answer);
  if (commitment === undefined) {
    throw new Error('This step changes a commitment.');
  }
  ctx.loaders.budgetsById.prime(budget.id, budget);
  return { budget, commitment };
}

function refusalOf(answer: StepRefusal): Refusal {
  if (answer.refusal === 'BAD_USER_INPUT') {
    return notWithin(answer.field, answer);
  }
  const { refusal, ...details } = answer;
  return refusal === 'IDEMPOTENCY_CONFLICT'
    ? idempotencyConflict()
    : new Refusal(refusal, REFUSALS[refusal], details);
}
