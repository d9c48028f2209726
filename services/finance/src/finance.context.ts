import type { ServiceContext } from '@connected-lives/kit/context';
import type { FinanceLoaders } from './loaders.ts';
import type { FinanceTables } from './tables.ts';

/** What one operation may use in this service. */
export type FinanceContext = ServiceContext<FinanceTables, FinanceLoaders>;
