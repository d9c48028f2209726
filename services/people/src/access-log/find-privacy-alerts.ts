import type { CouncilEvent } from '@connected-lives/kit/event-log';
import { readPage } from '@connected-lives/kit/instant-page';
import type { Page, PageArgs } from '@connected-lives/kit/page';
import { notFound } from '@connected-lives/kit/refusal';
import type { Kysely } from 'kysely';
import type { PeopleContext } from '../people.context.ts';
import type { PeopleTables } from '../tables.ts';
import { PRIVACY_ALERT, PRIVACY_OFFICE } from './privacy-alert.events.ts';

function selectAlert(db: Kysely<PeopleTables>) {
  return db
    .selectFrom('privacyAlert')
    .select(['id', 'kind', 'at', 'teamKind', 'people', 'limitPeople as limit', 'refused']);
}
export type SeenAlert = Awaited<
  ReturnType<ReturnType<typeof selectAlert>['executeTakeFirstOrThrow']>
>;

/** The alerts, the latest first. Empty for everybody but the privacy officer. */
export function findPrivacyAlerts(ctx: PeopleContext, args: PageArgs): Promise<Page<SeenAlert>> {
  return readPage(selectAlert(ctx.db), 'newest first', 'at', args, (alert) => alert.at);
}

/** The alerts as they are raised: first what came after the cursor, then live. */
export function followPrivacyAlerts(
  ctx: PeopleContext,
  { after }: { readonly after?: string | null },
): AsyncIterable<CouncilEvent> {
  if (ctx.actor.role !== 'privacy') {
    throw notFound('alert');
  }
  return alertEvents(ctx.parts.feed.followTeam(PRIVACY_OFFICE, after ?? null, ctx.request.signal));
}

async function* alertEvents(events: AsyncIterable<CouncilEvent>): AsyncIterable<CouncilEvent> {
  for await (const event of events) {
    if (event.kind === PRIVACY_ALERT) {
      yield event;
    }
  }
}

/** The alert of an event, read anew under the rule of whoever listens. */
export async function raisedAlert(
  ctx: PeopleContext,
  { cursor, subjectId }: CouncilEvent,
): Promise<{ cursor: string; alert: SeenAlert | null }> {
  const alert = await selectAlert(ctx.db).where('id', '=', subjectId).executeTakeFirst();
  return { cursor, alert: alert ?? null };
}
