import type { ServiceContext } from '@connected-lives/kit/context';
import type { TableOf } from '@connected-lives/kit/table';
import type { Budget } from './budgets/budget.entity.ts';
import type { Commitment } from './commitments/commitment.entity.ts';
import type { KnownOutcome } from './known/known-outcome.entity.ts';
import type { KnownPerson } from './known/known-person.entity.ts';
import type { BudgetBalance, Entry, Journal } from './ledger/ledger.tables.ts';

/** The tables of finance as reads see them. */
export interface FinanceTables {
  readonly budget: TableOf<Budget>;
  readonly budgetBalance: BudgetBalance;
  readonly commitment: TableOf<Commitment>;
  readonly entry: Entry;
  readonly journal: Journal;
  readonly knownOutcome: TableOf<KnownOutcome>;
  readonly knownPerson: TableOf<KnownPerson>;
}

/** What a loader may use: the viewer's reads, without the loaders themselves. */
export type FinanceReads = ServiceContext<FinanceTables>;
