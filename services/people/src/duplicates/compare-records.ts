import type { ServiceJob } from '@connected-lives/kit/job';
import { sql } from 'kysely';
import type { PeopleTables } from '../tables.ts';

/** Below it there is more that speaks for two people: namesakes, twins, a whole household. */
export const SCORE_MIN = 50;

/** A quarter of a second of work at 150,000 people. Whoever else changes something waits for none of it. */
const PEOPLE_AT_ONCE = 200;

/**
 * Compares those with the others whose names, birth date, NHS number, team or postcode has changed,
 * so that `duplicatesToLookAt` reads what is known already. A whole import takes some minutes.
 */
export const compareRecords: ServiceJob<PeopleTables> = {
  name: 'Comparing of records that may be of one person',
  everyMinutes: 1 / 60,
  async run({ db }) {
    await sql`select compare_due(${SCORE_MIN}::int, ${PEOPLE_AT_ONCE}::int)`.execute(db);
  },
};
