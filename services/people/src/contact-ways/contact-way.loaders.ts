import { loaderMany } from '@connected-lives/kit/loader';
import type { PeopleReads } from '../tables.ts';

const COLUMNS = [
  'id',
  'personId',
  'kind',
  'value',
  'safeToLeaveMessage',
  'preferred',
  'words',
  'fromAt',
] as const;

/** Nobody has more telephones than this. */
const CONTACT_WAYS_MAX = 50;

/** The ways that are right now, the preferred one first. */
export function contactWaysByPersonId(ctx: PeopleReads) {
  return loaderMany(
    (personIds: readonly string[]) =>
      ctx.read('contactWaysByPersonId', personIds, (db, keys) =>
        db
          .selectFrom('contactWay')
          .select(COLUMNS)
          .where((row) => row('personId', '=', row.fn.any(row.val(keys))))
          .where('untilAt', 'is', null)
          .orderBy('preferred', 'desc')
          .orderBy('fromAt')
          .orderBy('id')
          .limit(500 * CONTACT_WAYS_MAX),
      ),
    (way) => way.personId,
  );
}

export type ContactWayRow = Awaited<
  ReturnType<ReturnType<typeof contactWaysByPersonId>['load']>
>[number];
