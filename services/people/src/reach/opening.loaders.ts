import { loaderMany, loaderOne } from '@connected-lives/kit/loader';
import { parents } from '@connected-lives/kit/parents';
import { sql } from 'kysely';
import type { PeopleReads } from '../tables.ts';
import type { OpeningRow } from './opening.type.ts';

const COLUMNS = ['id', 'personId', 'holderId', 'why', 'reason', 'fromAt', 'untilAt'] as const;

/** More than anybody has open at a time: a team or two, a few representatives, named workers. */
const OPENINGS_MAX = 50;

export function openingsById(ctx: PeopleReads) {
  return loaderOne<string, OpeningRow>(
    (ids) =>
      ctx.read('openingsById', ids, (db, keys) =>
        db
          .selectFrom('reach')
          .select(COLUMNS)
          .where((row) => row('id', '=', row.fn.any(row.val(keys)))),
      ),
    (opening) => opening.id,
  );
}

/** To whom people are open now, the latest first. */
export function openingsByPersonId(ctx: PeopleReads) {
  return loaderMany<string, OpeningRow>(
    (ids) =>
      ctx.read('openingsByPersonId', ids, (db, keys) =>
        db
          .selectFrom(parents(keys))
          .innerJoinLateral(
            (query) =>
              query
                .selectFrom('reach')
                .select(COLUMNS)
                .whereRef('personId', '=', 'parent.id')
                .where(sql<boolean>`from_at <= now() and (until_at is null or until_at > now())`)
                .orderBy('fromAt', 'desc')
                .orderBy('id')
                .limit(OPENINGS_MAX)
                .as('opening'),
            (join) => join.onTrue(),
          )
          .selectAll('opening'),
      ),
    (opening) => opening.personId,
  );
}

/** People who are closed to everybody who is not named. */
export function sealedByPersonId(ctx: PeopleReads) {
  return loaderOne(
    (ids: readonly string[]) =>
      ctx.read('sealedByPersonId', ids, (db, keys) =>
        db
          .selectFrom('closure')
          .select('personId')
          .where((row) => row('personId', '=', row.fn.any(row.val(keys))))
          .where('why', '=', 'SEALED')
          .where('untilAt', 'is', null),
      ),
    (sealed) => sealed.personId,
  );
}
