import type { ServiceJob } from '@connected-lives/kit/job';
import { londonDay } from '@connected-lives/kit/london-day';
import { sql } from 'kysely';
import type { PeopleTables } from '../tables.ts';

/** Deletes what was kept for its time, six months after the vacancy closed. */
export const forgetInterests: ServiceJob<PeopleTables> = {
  name: 'Forgetting of expressions of interest',
  everyMinutes: 60,
  async run({ db }, now) {
    await db
      .deleteFrom('interest')
      .where(sql<boolean>`kept_until_on < ${londonDay(now)}::date`)
      .execute();
  },
};
