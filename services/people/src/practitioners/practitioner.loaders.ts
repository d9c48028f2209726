import { loaderMany, loaderOne } from '@connected-lives/kit/loader';
import type { PeopleReads } from '../tables.ts';

const COLUMNS = ['id', 'name', 'profession', 'teamId'] as const;

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
        .orderBy('name')
        .orderBy('id')
        .limit(teamIds.length * TEAM_SIZE_MAX)
        .execute(),
    (practitioner) => practitioner.teamId,
  );
}
