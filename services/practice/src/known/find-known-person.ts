import { type Kysely, sql } from 'kysely';
import type { PracticeTables } from '../tables.ts';

/** A person in the viewer's reach. Undefined for one who is not, or not known here yet. */
export function findKnownPerson(db: Kysely<PracticeTables>, id: string) {
  return db
    .selectFrom('knownPerson')
    .select(['id', 'teamId', 'district', 'version'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/**
 * The same, and they stay with their team until the transaction ends, so that what is written with
 * their team on it cannot miss their move to another one.
 */
export async function holdKnownPerson(db: Kysely<PracticeTables>, id: string) {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${id}, 0))`.execute(db);
  return findKnownPerson(db, id);
}

/** The same for the one who writes the move: waits for everybody who holds the person. */
export async function lockKnownPerson(db: Kysely<PracticeTables>, id: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(db);
  return findKnownPerson(db, id);
}
