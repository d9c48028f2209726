import type { ServiceJob } from '@connected-lives/kit/job';
import { sql } from 'kysely';
import type { PeopleTables } from '../tables.ts';

/** Counts of looks are for the alerts of a day: what is older is let go. */
export const forgetHourlyLooks: ServiceJob<PeopleTables> = {
  name: 'Forgetting of counted looks',
  everyMinutes: 60,
  async run({ db }, now) {
    await sql`delete from hourly_look where hour < ${now}::timestamptz - interval '2 days'`.execute(
      db,
    );
  },
};
