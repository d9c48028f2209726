import { onePage, type PageRequest } from '@connected-lives/kit/instant-page';
import { loaderMany, loadersBy } from '@connected-lives/kit/loader';
import { rowsOfEach } from '@connected-lives/kit/parents';
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
            rowsOfEach(db, keys, (of) =>
              onePage(
                of
                  .selectFrom('passage')
                  .select(COLUMNS)
                  .whereRef('conversationId', '=', 'parent.id'),
                'oldest first',
                'said_at',
                page,
              ),
            ),
        ),
      (passage) => passage.conversationId,
    ),
  );
}

export type PassageRow = Awaited<
  ReturnType<ReturnType<ReturnType<typeof passagesByConversationId>>['load']>
>[number];
