import { loaderMany, loaderOne, loadersBy } from '@connected-lives/kit/loader';
import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import { behind, type PageRequest } from '../position.ts';
import type { PracticeReads, PracticeTables } from '../tables.ts';
import type { BoardColumnKind } from './board-column.ts';
import { BOARD_COLUMN_KINDS, completedShownSince } from './board-column.ts';

/** A conversation as its card shows it, with how many outcomes were agreed and achieved. */
function selectCard(db: Kysely<PracticeTables> | ExpressionBuilder<PracticeTables, never>) {
  return db.selectFrom('conversation').select((row) => [
    'id',
    'personId',
    'teamId',
    'practitionerId',
    'purpose',
    'stage',
    'openedAt',
    'completedAt',
    'lastChangedAt',
    'boardColumn',
    row
      .selectFrom('outcome')
      .select(sql<number>`count(*)`.as('outcomes'))
      .whereRef('outcome.conversationId', '=', 'conversation.id')
      .as('outcomesAgreed'),
    row
      .selectFrom('outcome')
      .select(sql<number>`count(outcome.achieved_at)`.as('outcomes'))
      .whereRef('outcome.conversationId', '=', 'conversation.id')
      .as('outcomesAchieved'),
  ]);
}

export function boardCardsById(ctx: PracticeReads) {
  return loaderOne(
    (ids: readonly string[]) =>
      selectCard(ctx.db)
        .where((row) => row('id', '=', row.fn.any(row.val(ids))))
        .execute(),
    (card) => card.id,
  );
}

/** Open, or completed not long ago. The second comparison is what the index can use. */
export function onBoard(
  row: ExpressionBuilder<PracticeTables, 'conversation'>,
  since: Date,
): Expression<SqlBool> {
  return row.or([
    row('completedAt', 'is', null),
    row.and([row('lastChangedAt', '>', since), row('completedAt', '>', since)]),
  ]);
}

/** A page of cards for each column of one team's board in one statement, latest change first. */
export function boardCardsByColumn(ctx: PracticeReads) {
  return loadersBy(({ teamId, ...page }: PageRequest & { readonly teamId: string }) =>
    loaderMany(
      (columns: readonly BoardColumnKind[]) =>
        ctx.db
          .selectFrom(
            sql<{ kind: string }>`unnest(${columns}::text[])`.as<'board'>(sql`board(kind)`),
          )
          .innerJoinLateral(
            (query) =>
              selectCard(query as unknown as ExpressionBuilder<PracticeTables, never>)
                .where('conversation.teamId', '=', teamId)
                .whereRef('conversation.boardColumn', '=', sql.ref('board.kind'))
                .where((row) => onBoard(row, completedShownSince(ctx.now())))
                .where(behind('newest first', 'last_changed_at', page))
                .orderBy('conversation.lastChangedAt', 'desc')
                .orderBy('conversation.id', 'desc')
                .limit(page.first + 1)
                .as('card'),
            (join) => join.onTrue(),
          )
          .selectAll('card')
          .execute(),
      (card) => card.boardColumn,
    ),
  );
}

/** How many cards stand in each column of a team's board. */
export function boardCountsByTeamId(ctx: PracticeReads) {
  return loaderMany(
    (teamIds: readonly string[]) =>
      ctx.db
        .selectFrom('conversation')
        .select(['teamId', 'boardColumn', sql<number>`count(*)`.as('count')])
        .where((row) => row('teamId', '=', row.fn.any(row.val(teamIds))))
        .where((row) => row('boardColumn', '=', row.fn.any(row.val(BOARD_COLUMN_KINDS))))
        .where((row) => onBoard(row, completedShownSince(ctx.now())))
        .groupBy(['teamId', 'boardColumn'])
        .execute(),
    (count) => count.teamId,
  );
}

export type BoardCardRow = NonNullable<
  Awaited<ReturnType<ReturnType<typeof boardCardsById>['load']>>
>;
