import { loaderMany } from '@connected-lives/kit/loader';
import { parents } from '@connected-lives/kit/parents';
import type { PracticeReads } from '../tables.ts';

const COLUMNS = ['id', 'conversationId', 'personId', 'saidBy', 'words', 'notedAt'] as const;
const STRENGTHS_MAX = 100;

/** The latest strengths of each of many conversations in one statement, in order. */
export function strengthsByConversationId(ctx: PracticeReads) {
  return loaderMany(
    (conversationIds: readonly string[]) =>
      ctx.read('strengthsByConversationId', conversationIds, (db, keys) =>
        db
          .selectFrom(parents(keys))
          .innerJoinLateral(
            (query) =>
              query
                .selectFrom('strength')
                .select(COLUMNS)
                .whereRef('conversationId', '=', 'parent.id')
                .orderBy('notedAt', 'desc')
                .orderBy('id', 'desc')
                .limit(STRENGTHS_MAX)
                .as('strength'),
            (join) => join.onTrue(),
          )
          .selectAll('strength')
          .orderBy('strength.notedAt')
          .orderBy('strength.id'),
      ),
    (strength) => strength.conversationId,
  );
}

export type StrengthRow = Awaited<
  ReturnType<ReturnType<typeof strengthsByConversationId>['load']>
>[number];
