import { loaderMany, loaderOne, loadersBy } from '@connected-lives/kit/loader';
import { parents } from '../parents.ts';
import { behind, type PageRequest } from '../position.ts';
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
      ctx.db
        .selectFrom('conversation')
        .select(COLUMNS)
        .where((row) => row('id', '=', row.fn.any(row.val(ids))))
        .execute(),
    (conversation) => conversation.id,
  );
}

/** A page of conversations for each of many people in one statement, newest first. */
export function conversationsByPersonId(ctx: PracticeReads) {
  return loadersBy((page: PageRequest) =>
    loaderMany(
      (personIds: readonly string[]) =>
        ctx.db
          .selectFrom(parents(personIds))
          .innerJoinLateral(
            (query) =>
              query
                .selectFrom('conversation')
                .select(COLUMNS)
                .whereRef('personId', '=', 'parent.id')
                .where(behind('newest first', 'opened_at', page))
                .orderBy('openedAt', 'desc')
                .orderBy('id', 'desc')
                .limit(page.first + 1)
                .as('conversation'),
            (join) => join.onTrue(),
          )
          .selectAll('conversation')
          .execute(),
      (conversation) => conversation.personId,
    ),
  );
}

export type ConversationRow = NonNullable<
  Awaited<ReturnType<ReturnType<typeof conversationsById>['load']>>
>;
