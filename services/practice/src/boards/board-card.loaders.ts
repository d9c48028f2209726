import { type EventSubject, happenedTo, isClosedWithout } from '@connected-lives/kit/event-subject';
import { onePage, type PageRequest } from '@connected-lives/kit/instant-page';
import { loaderMany, loaderOne, loadersBy } from '@connected-lives/kit/loader';
import { parents } from '@connected-lives/kit/parents';
import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { PracticeReads, PracticeTables } from '../tables.ts';
import { BOARD_COLUMN_KINDS, BoardColumnKind, completedShownSince } from './board-column.ts';

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
      ctx.read('boardCardsById', ids, (db, keys) =>
        selectCard(db).where((row) => row('id', '=', row.fn.any(row.val(keys)))),
      ),
    (card) => card.id,
  );
}

/**
 * The card of a conversation that something happened to. Where there is none for this viewer, it is
 * with another team by now, or its person is closed to them.
 */
export async function findCardOfEvent(
  ctx: PracticeReads,
  conversationId: string,
  personId: string | null,
): Promise<{ readonly card: BoardCardRow | null; readonly closed: boolean }> {
  const subject: EventSubject = [conversationId, personId];
  const [row] = await ctx.read('cardOfEvent', subject, (db, keys) =>
    db
      .selectFrom(happenedTo(keys))
      .leftJoinLateral(
        (query) =>
          selectCard(query as unknown as ExpressionBuilder<PracticeTables, never>)
            .whereRef('conversation.id', '=', sql.ref('happened.subject_id'))
            .as('card'),
        (join) => join.onTrue(),
      )
      .selectAll('card')
      .select(isClosedWithout('card.id').as('closed')),
  );
  if (row !== undefined && isCard(row)) {
    return { card: row, closed: false };
  }
  // A statement that says nothing has not said that the person is open.
  return { card: null, closed: row?.closed !== false };
}

function isCard<Row extends { readonly id: string | null }>(row: Row): row is Row & BoardCardRow {
  return row.id !== null;
}

/**
 * The columns of a board, each with the instant since when something must have changed for a card to
 * be in it: open conversations stay whatever happens, completed ones for a while.
 */
function columnsOf(kinds: readonly BoardColumnKind[], now: Date) {
  const since = completedShownSince(now).toISOString();
  const sinces = kinds.map((kind) => (kind === BoardColumnKind.COMPLETED ? since : '-infinity'));
  return sql<{
    kind: BoardColumnKind;
    since: Date;
  }>`unnest(${kinds}::text[], ${sinces}::timestamptz[])`.as<'board'>(sql`board(kind, since)`);
}

/** In the column, by what the index knows; a completed one might have changed again since. */
const IN_COLUMN = sql<boolean>`conversation.board_column = board.kind
  and conversation.last_changed_at > board.since
  and coalesce(conversation.completed_at, 'infinity') > board.since`;

/** A page of cards for each column of one team's board in one statement, latest change first. */
export function boardCardsByColumn(ctx: PracticeReads) {
  return loadersBy(({ teamId, ...page }: PageRequest & { readonly teamId: string }) =>
    loaderMany(
      (kinds: readonly BoardColumnKind[]) =>
        ctx.db
          .selectFrom(columnsOf(kinds, ctx.now()))
          .innerJoinLateral(
            (query) =>
              onePage(
                selectCard(query as unknown as ExpressionBuilder<PracticeTables, never>)
                  .where('conversation.teamId', '=', teamId)
                  .where(IN_COLUMN),
                'newest first',
                'last_changed_at',
                page,
              ).as('card'),
            (join) => join.onTrue(),
          )
          .selectAll('card')
          .execute(),
      (card) => card.boardColumn,
    ),
  );
}

/** How many cards stand in each column of a team's board, the empty ones too. */
export function boardCountsByTeamId(ctx: PracticeReads) {
  return loaderMany(
    (teamIds: readonly string[]) =>
      ctx.db
        .selectFrom([parents(teamIds), columnsOf(BOARD_COLUMN_KINDS, ctx.now())])
        .innerJoinLateral(
          (query) =>
            query
              .selectFrom('conversation')
              .select(sql<number>`count(*)`.as('count'))
              .whereRef('conversation.teamId', '=', 'parent.id')
              .where(IN_COLUMN)
              .as('counted'),
          (join) => join.onTrue(),
        )
        .select(['parent.id as teamId', 'board.kind as kind', 'counted.count as count'])
        .execute(),
    ({ teamId }) => teamId,
  );
}

export type BoardCardRow = NonNullable<
  Awaited<ReturnType<ReturnType<typeof boardCardsById>['load']>>
>;
