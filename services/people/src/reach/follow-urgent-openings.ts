import type { CouncilEvent } from '@connected-lives/kit/event-log';
import { readPage } from '@connected-lives/kit/instant-page';
import { type Page, type PageArgs, pageOf } from '@connected-lives/kit/page';
import { notFound } from '@connected-lives/kit/refusal';
import { requireId } from '@connected-lives/kit/require-id';
import type { PeopleContext } from '../people.context.ts';
import { findOpeningOfEvent, OPENING_COLUMNS } from './opening.loaders.ts';
import type { OpeningRow, RecordOpenedUrgentlyType } from './opening.type.ts';

export interface RecordOpenedUrgentlyArgs {
  readonly teamId: string;
  readonly after?: string | null;
}

/** Urgent openings of the team's people as they happen, for the team's manager. */
export function followUrgentOpenings(
  ctx: PeopleContext,
  { teamId, after }: RecordOpenedUrgentlyArgs,
): AsyncIterable<CouncilEvent> {
  const id = requireId({ teamId }, 'teamId');
  if (!manages(ctx, id)) {
    throw notFound('team');
  }
  return urgentOpenings(ctx.parts.feed.followTeam(id, after ?? null, ctx.request.signal));
}

async function* urgentOpenings(events: AsyncIterable<CouncilEvent>): AsyncIterable<CouncilEvent> {
  for await (const event of events) {
    if (event.kind === 'record-opened-urgently') {
      yield event;
    }
  }
}

/** The opening as this manager may see it. Of a person who is closed to them nothing is told. */
export async function recordOpenedUrgently(
  ctx: PeopleContext,
  event: CouncilEvent,
): Promise<RecordOpenedUrgentlyType> {
  const { opening, closed } = await findOpeningOfEvent(ctx, event.subjectId, event.personId);
  if (closed) {
    ctx.withhold(event);
  }
  return { cursor: event.cursor, opening };
}

/** The urgent openings of people who are with a team now, the latest first. Empty for others. */
export async function findUrgentOpenings(
  ctx: PeopleContext,
  teamId: string,
  args: PageArgs,
): Promise<Page<OpeningRow>> {
  if (!manages(ctx, requireId({ teamId }, 'teamId'))) {
    return pageOf<OpeningRow>([], args, () => []);
  }
  const opened = ctx.db
    .selectFrom('reach')
    .select(OPENING_COLUMNS)
    .where('why', '=', 'URGENT')
    .where((row) =>
      row.exists(
        row
          .selectFrom('person')
          .select('person.id')
          .whereRef('person.id', '=', 'reach.personId')
          .where('person.teamId', '=', teamId),
      ),
    );
  return readPage(opened, 'newest first', 'from_at', args, ({ fromAt }) => fromAt);
}

function manages({ actor }: PeopleContext, teamId: string): boolean {
  return actor.role === 'manager' && actor.teamIds.includes(teamId);
}
