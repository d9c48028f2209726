import { loaderMany } from '@connected-lives/kit/loader';
import { rowsOfEach } from '@connected-lives/kit/parents';
import type { PeopleReads } from '../tables.ts';

const MERGES_MAX = 50;
const MERGE_COLUMNS = [
  'id',
  'personId',
  'mergedId',
  'reason',
  'mergedAt',
  'undoneReason',
  'undoneAt',
] as const;

/** What became part of each of many people's records, the latest first. */
export function mergesByPersonId(ctx: PeopleReads) {
  return loaderMany(
    (personIds: readonly string[]) =>
      ctx.read('mergesByPersonId', personIds, (db, keys) =>
        rowsOfEach(db, keys, (of) =>
          of
            .selectFrom('personMerge')
            .select(MERGE_COLUMNS)
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

/** One of them, for whoever reaches the person. */
export function findMerge({ db }: PeopleReads, id: string): Promise<MergeRow | undefined> {
  return db.selectFrom('personMerge').select(MERGE_COLUMNS).where('id', '=', id).executeTakeFirst();
}
