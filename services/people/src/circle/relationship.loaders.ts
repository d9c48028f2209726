import { loaderMany, loaderOne } from '@connected-lives/kit/loader';
import { rowsOfEach } from '@connected-lives/kit/parents';
import type { FormerArgs } from '../people/former-arg.ts';
import type { PeopleReads } from '../tables.ts';

const COLUMNS = [
  'id',
  'personId',
  'otherPersonId',
  'kind',
  'asWhat',
  'name',
  'organisation',
  'phone',
  'email',
  'isEmergencyContact',
  'livesWith',
  'authority',
  'authorityReference',
  'authoritySeen',
  'bornInYear',
  'school',
  'fromOn',
  'untilOn',
] as const;

/** More than a circle has. */
const CIRCLE_MAX = 50;

/** The people around each of many people: whoever is rung first, then as they came. */
export function circleByPersonId(ctx: PeopleReads, { former }: FormerArgs) {
  return loaderMany(
    (personIds: readonly string[]) =>
      ctx.read(`circleByPersonId ${former}`, personIds, (db, keys) =>
        rowsOfEach(db, keys, (of) => {
          const circle = of
            .selectFrom('relationship')
            .select(COLUMNS)
            .whereRef('personId', '=', 'parent.id');
          return (former ? circle : circle.where('untilOn', 'is', null))
            .orderBy('untilOn', (order) => order.desc().nullsFirst())
            .orderBy('isEmergencyContact', 'desc')
            .orderBy('recordedAt')
            .orderBy('id')
            .limit(CIRCLE_MAX);
        }),
      ),
    (relationship) => relationship.personId,
  );
}

/** Whose circles somebody is in now, as far as the viewer reaches those people. */
export function circlesByOtherPersonId(ctx: PeopleReads) {
  return loaderMany(
    (personIds: readonly string[]) =>
      ctx.read('circlesByOtherPersonId', personIds, (db, keys) =>
        rowsOfEach(db, keys, (of) =>
          of
            .selectFrom('relationship')
            .select(COLUMNS)
            .whereRef('otherPersonId', '=', 'parent.id')
            .where('untilOn', 'is', null)
            .orderBy('recordedAt')
            .orderBy('id')
            .limit(CIRCLE_MAX),
        ),
      ),
    (relationship) => relationship.otherPersonId ?? '',
  );
}

/**
 * Which of many people the viewer reaches. To be asked about is not to be looked at, so the answer
 * is no line in the access log: it has nobody's id under the name that the log knows.
 */
export function reachedPeopleById(ctx: PeopleReads) {
  return loaderOne(
    (ids: readonly string[]) =>
      ctx.read('reachedPeopleById', ids, (db, keys) =>
        db
          .selectFrom('person')
          .select('id as reachedId')
          .where((row) => row('id', '=', row.fn.any(row.val(keys)))),
      ),
    ({ reachedId }) => reachedId,
  );
}

export function relationshipsById(ctx: PeopleReads) {
  return loaderOne(
    (ids: readonly string[]) =>
      ctx.read('relationshipsById', ids, (db, keys) =>
        db
          .selectFrom('relationship')
          .select(COLUMNS)
          .where((row) => row('id', '=', row.fn.any(row.val(keys)))),
      ),
    (relationship) => relationship.id,
  );
}

export type RelationshipRow = NonNullable<
  Awaited<ReturnType<ReturnType<typeof relationshipsById>['load']>>
>;
