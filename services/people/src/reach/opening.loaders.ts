import { type EventSubject, happenedTo, isClosedWithout } from '@connected-lives/kit/event-subject';
import { loaderMany, loaderOne } from '@connected-lives/kit/loader';
import { rowsOfEach } from '@connected-lives/kit/parents';
import { sql } from 'kysely';
import type { PeopleReads } from '../tables.ts';
import type { OpeningRow } from './opening.type.ts';
import { selectSealed } from './sealed.ts';

/** What the graph shows of an opening. */
export const OPENING_COLUMNS = [
  'id',
  'personId',
  'holderId',
  'why',
  'reason',
  'fromAt',
  'untilAt',
] as const;

/** More than anybody has open at a time: a team or two, a few representatives, named workers. */
const OPENINGS_MAX = 50;

export function openingsById(ctx: PeopleReads) {
  return loaderOne<string, OpeningRow>(
    (ids) =>
      ctx.read('openingsById', ids, (db, keys) =>
        db
          .selectFrom('reach')
          .select(OPENING_COLUMNS)
          .where((row) => row('id', '=', row.fn.any(row.val(keys)))),
      ),
    (opening) => opening.id,
  );
}

/** An opening that was told of, or why there is none for this viewer: its person is closed to them. */
export async function findOpeningOfEvent(
  ctx: PeopleReads,
  openingId: string,
  personId: string | null,
): Promise<{ readonly opening: OpeningRow | null; readonly closed: boolean }> {
  const subject: EventSubject = [openingId, personId];
  const [row] = await ctx.read('openingOfEvent', subject, (db, keys) =>
    db
      .selectFrom(happenedTo(keys))
      .leftJoin('reach', 'reach.id', 'happened.subjectId')
      .select(OPENING_COLUMNS.map((column) => `reach.${column}` as const))
      .select(isClosedWithout('reach.id').as('closed')),
  );
  if (row !== undefined && isOpening(row)) {
    return { opening: row, closed: false };
  }
  // A statement that says nothing has not said that the person is open.
  return { opening: null, closed: row?.closed !== false };
}

function isOpening<Row extends { readonly id: string | null }>(row: Row): row is Row & OpeningRow {
  return row.id !== null;
}

/** To whom people are open now, the latest first. */
export function openingsByPersonId(ctx: PeopleReads) {
  return loaderMany<string, OpeningRow>(
    (ids) =>
      ctx.read('openingsByPersonId', ids, (db, keys) =>
        rowsOfEach(db, keys, (of) =>
          of
            .selectFrom('reach')
            .select(OPENING_COLUMNS)
            .whereRef('personId', '=', 'parent.id')
            .where(sql<boolean>`from_at <= now() and (until_at is null or until_at > now())`)
            .orderBy('fromAt', 'desc')
            .orderBy('id')
            .limit(OPENINGS_MAX),
        ),
      ),
    (opening) => opening.personId,
  );
}

/** People who are closed to everybody who is not named. */
export function sealedByPersonId(ctx: PeopleReads) {
  return loaderOne(
    (ids: readonly string[]) =>
      ctx.read('sealedByPersonId', ids, (db, keys) =>
        selectSealed(db).where((row) => row('personId', '=', row.fn.any(row.val(keys)))),
      ),
    (sealed) => sealed.personId,
  );
}
