import type { ServiceContext } from '@connected-lives/kit/context';
import type { PeopleLoaders } from './loaders.ts';
import type { PeopleTables } from './tables.ts';

/** What one operation may use in this service. */
export type PeopleContext = ServiceContext<PeopleTables, PeopleLoaders>;
