import { loaderOne } from '@connected-lives/kit/loader';
import { type Kysely, sql } from 'kysely';
import type { PeopleReads, PeopleTables } from '../tables.ts';
import type { Connection, ConnectionRow } from './connection.type.ts';

/**
 * Declared connections in the viewer's reach. Whose record it is stays away from the member of staff
 * themself, so that their list is no look at anybody; the words, from all but managers. The person
 * is not told by it who of the staff knows them: that is about the life of those.
 */
export function selectConnection(db: Kysely<PeopleTables>) {
  const isOther = sql`practitioner_id is distinct from viewer_practitioner_id()`;
  return db
    .selectFrom('closure')
    .select([
      'id',
      sql<string>`practitioner_id`.as('practitionerId'),
      sql<Connection>`why`.as('connection'),
      sql<string | null>`case when ${isOther} then person_id end`.as('personId'),
      sql<string | null>`case when ${isOther} and viewer_role() = 'manager' then reason end`.as(
        'reason',
      ),
      'fromAt',
      'untilAt',
    ])
    .where('practitionerId', 'is not', null)
    .where(sql<boolean>`(not (${isOther}) or person_id is distinct from viewer_person_id())`);
}

export function connectionsById(ctx: PeopleReads) {
  return loaderOne(
    (ids: readonly string[]): Promise<readonly ConnectionRow[]> =>
      ctx.read('connectionsById', ids, (db, keys) =>
        selectConnection(db).where((row) => row('id', '=', row.fn.any(row.val(keys)))),
      ),
    (connection) => connection.id,
  );
}
