import type { ServiceContext } from '@connected-lives/kit/context';
import type { PracticeLoaders } from './loaders.ts';
import type { PracticeTables } from './tables.ts';

/** What one operation may use in this service. */
export type PracticeContext = ServiceContext<PracticeTables, PracticeLoaders>;
