import { Refusal } from '@connected-lives/kit/refusal';
import type { Transaction } from '@connected-lives/kit/transaction';
import { sql } from 'kysely';
import type { PeopleTables } from '../tables.ts';
import { leadsCouncil } from './team.access.ts';

/** For what the director and the principal social worker decide. Refused with NOT_YOURS. */
export async function requireLead(
  { db }: Pick<Transaction<PeopleTables>, 'db'>,
  what = 'which teams there are',
): Promise<void> {
  const { rows } = await sql<{ leads: boolean }>`
    select ${sql.raw(leadsCouncil)} as leads`.execute(db);
  if (rows[0]?.leads !== true) {
    throw new Refusal('NOT_YOURS', `The director and the principal social worker decide ${what}.`);
  }
}
