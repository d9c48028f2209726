import { sql } from 'kysely';
import type { PeopleReads } from '../tables.ts';

/** Which record an old id leads to, since two were merged. Says nothing of who may read that one. */
export async function keptIdsOf(
  { db }: Pick<PeopleReads, 'db'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; keptId: string }>`
    select id, "keptId" as kept_id from kept_people(${ids}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, keptId }) => [id, keptId]));
}

/**
 * Every id under which something of a person may be kept or logged: their own, and those of the
 * records that were merged into it. For what is never moved, such as the access log.
 */
export async function idsOf({ db }: Pick<PeopleReads, 'db'>, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ids_of_person(${personId}::uuid) as own(id)`.execute(db);
  return rows.map(({ id }) => id);
}
