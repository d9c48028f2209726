import { notFound } from '@connected-lives/kit/refusal';
import type { Transaction } from '@connected-lives/kit/transaction';
import { type Kysely, sql } from 'kysely';
import type { PeopleTables } from '../tables.ts';

/**
 * A person in the viewer's reach, who stays with their team until the transaction ends, so that a
 * row written with that team on it cannot miss their move. Out of reach is missing.
 */
export async function holdPerson({ db }: Pick<Transaction<PeopleTables>, 'db'>, id: string) {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${id.toLowerCase()}, 0))`.execute(
    db,
  );
  return requirePerson(db, id);
}

/** Two people in one order, so that two who hold them at the same moment never wait for each other. */
export async function holdBoth(
  { db }: Pick<Transaction<PeopleTables>, 'db'>,
  one: string,
  other: string,
): Promise<void> {
  for (const id of [one.toLowerCase(), other.toLowerCase()].toSorted()) {
    await sql`select pg_advisory_xact_lock_shared(hashtextextended(${id}, 0))`.execute(db);
  }
}

/** One whom the caller changes: waits for everybody who holds them. */
export async function lockPerson({ db }: Pick<Transaction<PeopleTables>, 'db'>, id: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id.toLowerCase()}, 0))`.execute(db);
  return requirePerson(db, id);
}

async function requirePerson(db: Kysely<PeopleTables>, id: string) {
  const person = await db
    .selectFrom('person')
    .select(['id', 'teamId', 'district', 'version'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (person === undefined) {
    throw notFound('person');
  }
  return person;
}
