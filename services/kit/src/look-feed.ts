import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { serviceActor } from './actor.ts';
import { type CouncilEvent, requirePosition } from './event-log.ts';
import type { FeedSource } from './feed-source.ts';
import { PROCESS_IDS } from './process-ids.ts';
import { setViewer } from './viewer.ts';

const PAGE_SIZE = 500;
const POLL_MS = 500;
const GATHERER = serviceActor(PROCESS_IDS.lookFeed, 'Gathering of looks');

/** Who looked at whom, as one service recorded it. The person and the moment are in the event. */
export interface LookPayload extends Record<string, unknown> {
  readonly actorId: string;
  readonly actorName: string;
  readonly actorRole: string;
  readonly actorPersonId: string | null;
  readonly teamIds: readonly string[];
  readonly operation: string;
  readonly requestId: string;
  readonly purpose: string | null;
  readonly clientId: string | null;
  readonly origin: string | null;
}

/**
 * The access log of one service as a feed, for the gathering of all looks in one place. As with
 * events the cursor is the place in the order of transactions, and a reader stops below the oldest
 * that still runs. Nobody waits for a look, so it is read now and then rather than woken for.
 */
export class LookFeed implements FeedSource {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async page(
    after: string | null,
    limit: number,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<readonly CouncilEvent[]> {
    const until = performance.now() + waitMs;
    let found = await this.#read(after, limit);
    while (found.length === 0 && performance.now() < until && !signal.aborted) {
      await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
      found = signal.aborted ? [] : await this.#read(after, limit);
    }
    return found;
  }

  peek(after: string | null, limit: number): Promise<readonly CouncilEvent[]> {
    return this.#read(after, limit);
  }

  async #read(after: string | null, limit: number): Promise<readonly CouncilEvent[]> {
    const { xid, id } = requirePosition(after ?? '0.-1');
    // In the text, so that the plan is one for few rows.
    const size = Math.max(1, Math.min(Math.trunc(limit), PAGE_SIZE));
    const client = await this.#pool.connect();
    try {
      const [, answer] = await Promise.all([
        // One snapshot for the rows and for the oldest transaction that may still add one.
        client.query(`begin isolation level repeatable read read only; ${setViewer(GATHERER)}`),
        client.query<LookRow>({
          name: `next_${size}_looks`,
          text: `${NEXT_LOOKS} limit ${size}`,
          values: [String(xid), String(id)],
        }),
        client.query('commit'),
      ]);
      client.release();
      return answer.rows.map(lookOf);
    } catch (error) {
      client.release(true);
      throw error;
    }
  }
}

interface LookRow {
  readonly cursor: string;
  readonly at: Date;
  readonly person_id: string;
  readonly payload: LookPayload;
}

const NEXT_LOOKS = `
  select xid::text || '.' || id as cursor, at, person_id,
    json_build_object(
      'actorId', actor_id, 'actorName', actor_name, 'actorRole', actor_role,
      'actorPersonId', actor_person_id, 'teamIds', team_ids, 'operation', operation,
      'requestId', request_id, 'purpose', purpose, 'clientId', client_id, 'origin', origin
    ) as payload
  from access_log
  where (xid, id) > ($1::text::xid8, $2::bigint) and xid < (select event_horizon())
  order by access_log.xid, access_log.id`;

function lookOf({ cursor, at, person_id: personId, payload }: LookRow): CouncilEvent {
  return {
    cursor,
    kind: 'look',
    at,
    subjectId: personId,
    personId,
    teamId: null,
    version: 0,
    payload,
  };
}
