import type { ServerResponse } from 'node:http';
import type { FeedSource } from '../feed-source.ts';
import { Refusal } from '../refusal.ts';
import type { VerifiedToken } from '../token.ts';
import { sendJson } from './answer.ts';

const WAIT_MS_MAX = 30_000;

/** `GET /events` and `GET /looks`: pages of a log, for the council's own services only. */
export async function answerEvents(
  feed: FeedSource,
  query: URLSearchParams,
  { actor }: VerifiedToken,
  response: ServerResponse,
  stopping: AbortSignal,
): Promise<void> {
  if (actor.role !== 'service') {
    throw new Refusal('UNAUTHENTICATED', 'Event feeds are for the council’s own services.');
  }
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const after = query.get('after');
  const limit = Number(query.get('limit') ?? 100);
  const waitMs = Math.min(Number(query.get('wait') ?? 0), WAIT_MS_MAX);
  const events = query.has('unsettled')
    ? await feed.peek(after, limit)
    : await feed.page(after, limit, waitMs, AbortSignal.any([gone.signal, stopping]));
  sendJson(response, 200, events);
}
