import { loaderOne } from '@connected-lives/kit/loader';
import type { PeopleReads } from '../tables.ts';

export function teamsById(ctx: PeopleReads) {
  return loaderOne(
    (ids: readonly string[]) =>
      ctx.read('teamsById', ids, (db, keys) =>
        db
          .selectFrom('team')
          .select(['id', 'name', 'kind', 'districts', 'managerId', 'closedAt'])
          .where((row) => row('id', '=', row.fn.any(row.val(keys)))),
      ),
    (team) => team.id,
  );
}
