import { loaderMany, loaderOne } from '@connected-lives/kit/loader';
import { type RawBuilder, sql } from 'kysely';
import type { PeopleReads } from '../tables.ts';
import { londonDay } from '@connected-lives/kit/london-day';

const COLUMNS = [
  'id',
  'name',
  'profession',
  'teamId',
  'roleTitle',
  'registrationBody',
  'registrationNumber',
  'registrationDueOn',
  'workingDays',
  'weeklyMinutes',
  'lineManagerId',
  'heldRoles',
  'startedOn',
  'leftOn',
] as const;

/** A team has a few dozen members; more than this would be a fault in the data. */
const TEAM_SIZE_MAX = 100;

export function practitionersById(ctx: PeopleReads) {
  return loaderOne(
    (ids: readonly string[]) =>
      ctx.read('practitionersById', ids, (db, keys) =>
        db
          .selectFrom('practitioner')
          .select(COLUMNS)
          .where((row) => row('id', '=', row.fn.any(row.val(keys)))),
      ),
    (practitioner) => practitioner.id,
  );
}

export function practitionersByTeamId(ctx: PeopleReads) {
  return loaderMany(
    (teamIds: readonly string[]) =>
      ctx.db
        .selectFrom('practitioner')
        .select(COLUMNS)
        .where((row) => row('teamId', '=', row.fn.any(row.val(teamIds))))
        .where(isHere(ctx.now()))
        .orderBy('name')
        .orderBy('id')
        .limit(teamIds.length * TEAM_SIZE_MAX)
        .execute(),
    (practitioner) => practitioner.teamId,
  );
}

/** Those whose last day is over have left, and are still named where they did something. */
function isHere(now: Date): RawBuilder<boolean> {
  return sql<boolean>`(left_on is null or left_on >= ${londonDay(now)}::date)`;
}

/** Their own record with adult care, for themself and their managers. */
export function ownRecordsByPractitionerId(ctx: PeopleReads) {
  return loaderOne(
    (ids: readonly string[]) =>
      ctx.read('ownRecordsByPractitionerId', ids, (db, keys) =>
        db
          .selectFrom('ownRecord')
          .select(['practitionerId', 'personId'])
          .where((row) => row('practitionerId', '=', row.fn.any(row.val(keys)))),
      ),
    (record) => record.practitionerId,
  );
}

export type PractitionerRow = NonNullable<
  Awaited<ReturnType<ReturnType<typeof practitionersById>['load']>>
>;
