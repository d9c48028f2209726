import { loaderMany } from '@connected-lives/kit/loader';
import { rowsOfEach } from '@connected-lives/kit/parents';
import type { PeopleReads } from '../tables.ts';

const MERGES_MAX = 50;

/** What became part of each of many people's records, the latest first. */
export function mergesByPersonId(ctx: PeopleReads) {
  return loaderMany(
    (personIds: readonly string[]) =>
      ctx.read('mergesByPersonId', personIds, (db, keys) =>
        rowsOfEach(db, keys, (of) =>
          of
            .selectFrom('personMerge')
            .select([
              'id',
              'personId',
              'mergedId',
              'reason',
              'mergedAt',
              'undoneReason',
              'undoneAt',
            ])
            .whereRef('personId', '=', 'parent.id')
            .orderBy('mergedAt', 'desc')
            .orderBy('id')
            .limit(MERGES_MAX),
        ),
      ),
    (merge) => merge.personId,
  );
}
export type MergeRow = Awaited<ReturnType<ReturnType<typeof mergesByPersonId>['load']>>[number];
