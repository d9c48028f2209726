import { loaderMany, loadersBy } from '@connected-lives/kit/loader';
import { parents } from '@connected-lives/kit/parents';
import { onePage, type PageRequest } from '@connected-lives/kit/instant-page';
import type { PracticeReads } from '../tables.ts';

const COLUMNS = [
  'id',
  'conversationId',
  'personId',
  'saidBy',
  'saidByName',
  'words',
  'saidAt',
] as const;

/** A page of passages for each of many conversations in one statement, in the order of speech. */
export function passagesByConversationId(ctx: PracticeReads) {
  return loadersBy((page: PageRequest) =>
    loaderMany(
      (conversationIds: readonly string[]) =>
        ctx.read(
          page.after === null ? `passagesByConversationId ${page.first}` : null,
          conversationIds,
          (db, keys) =>
            db
              .selectFrom(parents(keys))
              .innerJoinLateral(
                (query) =>
                  onePage(
                    query
                      .selectFrom('passage')
                      .select(COLUMNS)
                      .whereRef('conversationId', '=', 'parent.id'),
                    'oldest first',
                    'said_at',
                    page,
                  ).as('passage'),
                (join) => join.onTrue(),
              )
              .selectAll('passage'),
        ),
      (passage) => passage.conversationId,
    ),
  );
}

export type PassageRow = Awaited<
  ReturnType<ReturnType<ReturnType<typeof passagesByConversationId>>['load']>
>[number];
