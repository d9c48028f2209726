import { onePage, type PageRequest } from '@connected-lives/kit/instant-page';
import { loaderMany, loaderOne, loadersBy } from '@connected-lives/kit/loader';
import { rowsOfEach } from '@connected-lives/kit/parents';
import type { PeopleReads } from '../tables.ts';

const COLUMNS = [
  'id',
  'personId',
  'practitionerId',
  'weight',
  'reason',
  'fromAt',
  'untilAt',
] as const;

/** More than anybody works with one person at a time, and more moves than anybody makes. */
const WORKERS_MAX = 20;
const MOVES_MAX = 50;

export function allocationsById(ctx: PeopleReads) {
  return loaderOne(
    (ids: readonly string[]) =>
      ctx.read('allocationsById', ids, (db, keys) =>
        db
          .selectFrom('allocation')
          .select(COLUMNS)
          .where((row) => row('id', '=', row.fn.any(row.val(keys)))),
      ),
    (allocation) => allocation.id,
  );
}
export type AllocationRow = NonNullable<
  Awaited<ReturnType<ReturnType<typeof allocationsById>['load']>>
>;

/** Who works with each of many people now; whoever has longest comes first. */
export function allocationsByPersonId(ctx: PeopleReads) {
  return loaderMany<string, AllocationRow>(
    (personIds) =>
      ctx.read('allocationsByPersonId', personIds, (db, keys) =>
        rowsOfEach(db, keys, (of) =>
          of
            .selectFrom('allocation')
            .select(COLUMNS)
            .whereRef('personId', '=', 'parent.id')
            .where('untilAt', 'is', null)
            .orderBy('fromAt')
            .orderBy('id')
            .limit(WORKERS_MAX),
        ),
      ),
    (allocation) => allocation.personId,
  );
}

/** With whom each practitioner works now, of the people in the viewer's reach. */
export function allocationsByPractitionerId(ctx: PeopleReads) {
  return loadersBy((page: PageRequest) =>
    loaderMany<string, AllocationRow>(
      (practitionerIds) =>
        ctx.read(null, practitionerIds, (db, keys) =>
          rowsOfEach(db, keys, (of) =>
            onePage(
              of
                .selectFrom('allocation')
                .select(COLUMNS)
                .whereRef('practitionerId', '=', 'parent.id')
                .where('untilAt', 'is', null),
              'oldest first',
              'from_at',
              page,
            ),
          ),
        ),
      (allocation) => allocation.practitionerId,
    ),
  );
}

/** From team to team, the latest first. */
export function movesByPersonId(ctx: PeopleReads) {
  return loaderMany(
    (personIds: readonly string[]) =>
      ctx.read('movesByPersonId', personIds, (db, keys) =>
        rowsOfEach(db, keys, (of) =>
          of
            .selectFrom('personMove')
            .select(['id', 'personId', 'fromTeamId', 'toTeamId', 'reason', 'movedBy', 'movedAt'])
            .whereRef('personId', '=', 'parent.id')
            .orderBy('movedAt', 'desc')
            .orderBy('id', 'desc')
            .limit(MOVES_MAX),
        ),
      ),
    (move) => move.personId,
  );
}
export type PersonMoveRow = Awaited<ReturnType<ReturnType<typeof movesByPersonId>['load']>>[number];
