import { Refusal } from '@connected-lives/kit/refusal';
import type { Transaction } from '@connected-lives/kit/transaction';
import { sql } from 'kysely';
import type { PeopleTables } from '../tables.ts';
import { standingReach } from './reach.access.ts';

/**
 * For what lets somebody reach a person for longer, or says with whom the person is. Asked once the
 * person is held. Refused (NOT_YOURS) within an urgent opening, which ends after an hour whatever is
 * done in it, and to staff who reach their own record as the person they are.
 */
export async function requireStandingReach(
  { db }: Pick<Transaction<PeopleTables>, 'db'>,
  personId: string,
): Promise<void> {
  const { rows } = await sql<{ stands: boolean }>`
    select exists (select from person where id = ${personId} and ${sql.raw(standingReach)}) as stands`.execute(
    db,
  );
  if (rows[0]?.stands !== true) {
    throw new Refusal(
      'NOT_YOURS',
      'This is for those who work with the person to decide, and not within an urgent opening.',
    );
  }
}
