import type { ServiceDefinition } from '@connected-lives/kit/service';
import { CreateFinance20261122090000 } from '../migrations/20261122090000-create-finance.ts';
import { OpenAndClosePeople20261122120000 } from '../migrations/20261122120000-open-and-close-people.ts';
import { LearnOfMerges20261122123000 } from '../migrations/20261122123000-learn-of-merges.ts';
import { ChainTheLogs20261122124000 } from '../migrations/20261122124000-chain-the-logs.ts';
import { FollowPractitioners20261122126000 } from '../migrations/20261122126000-follow-practitioners.ts';
import { AnswerAgainByTodaysRule20261122127000 } from '../migrations/20261122127000-answer-again-by-todays-rule.ts';
import { RecordWhatIsSo20261122128000 } from '../migrations/20261122128000-record-what-is-so.ts';
import { PayOnDaysOfTheBooks20261122129500 } from '../migrations/20261122129500-pay-on-days-of-the-books.ts';
import { BudgetSchema } from './budgets/budget.entity.ts';
import { CommitmentSchema } from './commitments/commitment.entity.ts';
import { KnownOutcomeSchema } from './known/known-outcome.entity.ts';
import { KnownPersonSchema } from './known/known-person.entity.ts';
import { KnownPractitionerSchema } from './known/known-practitioner.entity.ts';
import { learnFromPeople } from './known/learn-from-people.ts';
import { learnFromPractice } from './known/learn-from-practice.ts';
import { createLoaders, type FinanceLoaders } from './loaders.ts';
import { schema, sdl } from './schema.ts';
import type { FinanceTables } from './tables.ts';

/** Budgets, commitments and the ledger: where the money is, and who decided it. */
export const financeService: ServiceDefinition<FinanceTables, FinanceLoaders> = {
  name: 'finance',
  database: {
    entities: [
      BudgetSchema,
      CommitmentSchema,
      KnownOutcomeSchema,
      KnownPersonSchema,
      KnownPractitionerSchema,
    ],
    migrations: [
      CreateFinance20261122090000,
      OpenAndClosePeople20261122120000,
      LearnOfMerges20261122123000,
      ChainTheLogs20261122124000,
      FollowPractitioners20261122126000,
      AnswerAgainByTodaysRule20261122127000,
      RecordWhatIsSo20261122128000,
      PayOnDaysOfTheBooks20261122129500,
    ],
    // Written by the functions of the ledger and the one that learns of a merge alone.
    unmapped: ['budget_balance', 'entry', 'journal', 'known_merge', 'moved_row'],
  },
  schema,
  sdl,
  createLoaders,
  consumers: [learnFromPeople, learnFromPractice],
};
