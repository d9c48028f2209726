import type { CouncilEvent } from '@connected-lives/kit/event-log';
import { notFound } from '@connected-lives/kit/refusal';
import { requireId } from '@connected-lives/kit/require-id';
import type { PracticeContext } from '../practice.context.ts';
import { type BoardCardRow, findCardOfEvent } from './board-card.loaders.ts';
import { completedShownSince } from './board-column.ts';
import { TeamBoardChangeKind, type TeamBoardChangeType } from './team-board-change.type.ts';

const KINDS: ReadonlyMap<string, TeamBoardChangeKind> = new Map(
  Object.values(TeamBoardChangeKind).map((kind) => [kind, kind]),
);

/** An event that moves a board; the others of the team go by. */
export interface BoardEvent extends Omit<CouncilEvent, 'kind'> {
  readonly kind: TeamBoardChangeKind;
}

export interface TeamBoardChangedArgs {
  readonly teamId: string;
  readonly after?: string | null;
}

/** A board is for the staff of its team. Another team's and none at all look the same. */
export function mayFollow(ctx: Pick<PracticeContext, 'actor'>, teamId: string): boolean {
  return ctx.actor.teamIds.includes(teamId);
}

/** What moves the board of a team: first what happened after the cursor, then live. */
export function followTeamBoard(
  ctx: PracticeContext,
  { teamId, after }: TeamBoardChangedArgs,
): AsyncIterable<BoardEvent> {
  const id = requireId({ teamId }, 'teamId');
  if (!mayFollow(ctx, id)) {
    throw notFound('board');
  }
  return boardEvents(ctx.parts.feed.followTeam(id, after ?? null, ctx.request.signal));
}

async function* boardEvents(events: AsyncIterable<CouncilEvent>): AsyncIterable<BoardEvent> {
  for await (const { kind: word, ...event } of events) {
    const kind = KINDS.get(word);
    if (kind !== undefined) {
      yield { ...event, kind };
    }
  }
}

/**
 * The change as this viewer may see it: the event says which conversation, and the card is read
 * anew, so that what waits in a queue never holds somebody's words.
 */
export async function teamBoardChange(
  ctx: PracticeContext,
  event: BoardEvent,
): Promise<TeamBoardChangeType> {
  const { cursor, kind, teamId, personId, payload } = event;
  const conversationId = String(payload['conversationId']);
  const { card, closed } = await findCardOfEvent(ctx, conversationId, personId);
  if (closed) {
    ctx.withhold(event);
  }
  const shown = card !== null && card.teamId === teamId && isOnBoard(card, ctx.now()) ? card : null;
  return {
    cursor,
    kind,
    conversationId,
    card: shown,
    column: shown?.boardColumn ?? null,
  };
}

function isOnBoard({ completedAt }: BoardCardRow, now: Date): boolean {
  return completedAt === null || completedAt > completedShownSince(now);
}
