import { Refusal } from '@connected-lives/kit/refusal';
import type { Transaction } from '@connected-lives/kit/transaction';
import { sql } from 'kysely';
import type { PeopleTables } from '../tables.ts';

/** A record is always the same as itself (SAME_RECORD). */
export function requireTwoRecords(one: string, other: string): void {
  if (one.toLowerCase() === other.toLowerCase()) {
    throw new Refusal('SAME_RECORD', 'These are not two records but one. Give the ids of two.');
  }
}

/** Waits for everybody who holds either of two people, in one order, so that two cannot deadlock. */
export async function lockBoth(
  { db }: Pick<Transaction<PeopleTables>, 'db'>,
  one: string,
  other: string,
): Promise<void> {
  for (const id of [one.toLowerCase(), other.toLowerCase()].toSorted()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(db);
  }
}
