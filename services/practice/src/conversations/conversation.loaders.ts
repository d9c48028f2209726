import { onePage, type PageRequest } from '@connected-lives/kit/instant-page';
import { loaderMany, loaderOne, loadersBy } from '@connected-lives/kit/loader';
import { rowsOfEach } from '@connected-lives/kit/parents';
import type { PracticeReads } from '../tables.ts';

const COLUMNS = [
  'id',
  'personId',
  'teamId',
  'practitionerId',
  'purpose',
  'stage',
  'ledBy',
  'openedAt',
  'completedAt',
  'lastChangedAt',
] as const;

export function conversationsById(ctx: PracticeReads) {
  return loaderOne(
    (ids: readonly string[]) =>
      ctx.read('conversationsById', ids, (db, keys) =>
        db
          .selectFrom('conversation')
          .select(COLUMNS)
          .where((row) => row('id', '=', row.fn.any(row.val(keys)))),
      ),
    (conversation) => conversation.id,
  );
}

/** A page of conversations for each of many people in one statement, newest first. */
export function conversationsByPersonId(ctx: PracticeReads) {
  return loadersBy((page: PageRequest) =>
    loaderMany(
      (personIds: readonly string[]) =>
        ctx.read(
          page.after === null ? `conversationsByPersonId ${page.first}` : null,
          personIds,
          (db, keys) =>
            rowsOfEach(db, keys, (of) =>
              onePage(
                of
                  .selectFrom('conversation')
                  .select(COLUMNS)
                  .whereRef('personId', '=', 'parent.id'),
                'newest first',
                'opened_at',
                page,
              ),
            ),
        ),
      (conversation) => conversation.personId,
    ),
  );
}

export type ConversationRow = NonNullable<
  Awaited<ReturnType<ReturnType<typeof conversationsById>['load']>>
>;
