import { onePage, type PageRequest } from '@connected-lives/kit/instant-page';
import { loaderMany, loaderOne, loadersBy } from '@connected-lives/kit/loader';
import { rowsOfEach } from '@connected-lives/kit/parents';
import type { PracticeReads } from '../tables.ts';

const COLUMNS = [
  'id',
  'conversationId',
  'personId',
  'ownWords',
  'wellbeingArea',
  'howWeWillWorkTowardsIt',
  'agreedAt',
  'achievedAt',
] as const;

export function outcomesById(ctx: PracticeReads) {
  return loaderOne(
    (ids: readonly string[]) =>
      ctx.read('outcomesById', ids, (db, keys) =>
        db
          .selectFrom('outcome')
          .select(COLUMNS)
          .where((row) => row('id', '=', row.fn.any(row.val(keys)))),
      ),
    (outcome) => outcome.id,
  );
}

/** A page of outcomes for each of many conversations in one statement, as they were agreed. */
export function outcomesByConversationId(ctx: PracticeReads) {
  return loadersBy((page: PageRequest) =>
    loaderMany(
      (conversationIds: readonly string[]) =>
        ctx.read(
          page.after === null ? `outcomesByConversationId ${page.first}` : null,
          conversationIds,
          (db, keys) =>
            rowsOfEach(db, keys, (of) =>
              onePage(
                of
                  .selectFrom('outcome')
                  .select(COLUMNS)
                  .whereRef('conversationId', '=', 'parent.id'),
                'oldest first',
                'agreed_at',
                page,
              ),
            ),
        ),
      (outcome) => outcome.conversationId,
    ),
  );
}

export type OutcomeRow = NonNullable<Awaited<ReturnType<ReturnType<typeof outcomesById>['load']>>>;
