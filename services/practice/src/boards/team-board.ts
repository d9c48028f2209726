import { cursorOf, HEAD } from '@connected-lives/kit/event-log';
import { requireId } from '@connected-lives/kit/require-id';
import { sql } from 'kysely';
import type { PracticeContext } from '../practice.context.ts';
import { BOARD_COLUMN_KINDS, COLUMN_TITLES } from './board-column.ts';
import { mayFollow } from './follow-team-board.ts';
import type { BoardColumnType, TeamBoardType } from './team-board.type.ts';

/** The board of a team of the viewer's. Null for any other team, and for none. */
export function findTeamBoard(ctx: PracticeContext, id: string): TeamBoardType | null {
  const teamId = requireId({ teamId: id }, 'teamId');
  return mayFollow(ctx, teamId) ? { teamId } : null;
}

/** Every column, also an empty one, so that a screen has somewhere to put what comes. */
export async function boardColumns(
  ctx: PracticeContext,
  { teamId }: TeamBoardType,
): Promise<BoardColumnType[]> {
  const counts = await ctx.loaders.boardCountsByTeamId.load(teamId);
  const countOf = new Map(counts.map(({ kind, count }) => [kind, count]));
  return BOARD_COLUMN_KINDS.map((kind) => ({
    teamId,
    kind,
    title: COLUMN_TITLES[kind],
    count: countOf.get(kind) ?? 0,
  }));
}

/**
 * Where to start following, so that nothing is missed: asked in the snapshot that the cards are
 * read in, whatever was read before them, and on a replica as of what the replica has.
 */
export async function boardCursor(ctx: PracticeContext): Promise<string> {
  const { rows } = await sql<{ xid: string; id: string }>`${sql.raw(HEAD)}`.execute(ctx.db);
  return cursorOf({ xid: BigInt(rows[0]?.xid ?? 0), id: BigInt(rows[0]?.id ?? -1) });
}
