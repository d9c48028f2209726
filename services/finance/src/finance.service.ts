import type { ServiceDefinition } from '@connected-lives/kit/service';
import { CreateFinance20261122090000 } from '../migrations/20261122090000-create-finance.ts';
import { OpenAndClosePeople20261122120000 } from '../migrations/20261122120000-open-and-close-people.ts';
import { BudgetSchema } from './budgets/budget.entity.ts';
import { CommitmentSchema } from './commitments/commitment.entity.ts';
import { KnownOutcomeSchema } from './known/known-outcome.entity.ts';
import { KnownPersonSchema } from './known/known-person.entity.ts';
import { learnFromPeople } from './known/learn-from-people.ts';
import { learnFromPractice } from './known/learn-from-practice.ts';
import { createLoaders, type FinanceLoaders } from './loaders.ts';
import { schema, sdl } from './schema.ts';
import type { FinanceTables } from './tables.ts';

/** Budgets, commitments and the ledger: where the money is, and who decided it. */
export const financeService: ServiceDefinition<FinanceTables, FinanceLoaders> = {
  name: 'finance',
  database: {
    entities: [BudgetSchema, CommitmentSchema, KnownOutcomeSchema, KnownPersonSchema],
    migrations: [CreateFinance20261122090000, OpenAndClosePeople20261122120000],
    // Written by the functions of the ledger alone.
    unmapped: ['budget_balance', 'entry', 'journal'],
  },
  schema,
  sdl,
  createLoaders,
  consumers: [learnFromPeople, learnFromPractice],
};
