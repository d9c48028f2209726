import { loaderMany } from '@connected-lives/kit/loader';
import { parents } from '@connected-lives/kit/parents';
import type { PracticeReads } from '../tables.ts';

const COLUMNS = [
  'id',
  'outcomeId',
  'personId',
  'words',
  'reached',
  'satisfaction',
  'recordedAt',
] as const;
const PROGRESS_MAX = 100;

/** The latest progress of each of many outcomes in one statement, in order. */
export function progressByOutcomeId(ctx: PracticeReads) {
  return loaderMany(
    (outcomeIds: readonly string[]) =>
      ctx.read('progressByOutcomeId', outcomeIds, (db, keys) =>
        db
          .selectFrom(parents(keys))
          .innerJoinLateral(
            (query) =>
              query
                .selectFrom('progress')
                .select(COLUMNS)
                .whereRef('outcomeId', '=', 'parent.id')
                .orderBy('recordedAt', 'desc')
                .orderBy('id', 'desc')
                .limit(PROGRESS_MAX)
                .as('progress'),
            (join) => join.onTrue(),
          )
          .selectAll('progress')
          .orderBy('progress.recordedAt')
          .orderBy('progress.id'),
      ),
    (progress) => progress.outcomeId,
  );
}

export type ProgressRow = Awaited<
  ReturnType<ReturnType<typeof progressByOutcomeId>['load']>
>[number];
