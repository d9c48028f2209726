import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { serviceActor } from './actor.ts';
import {
  type CouncilEvent,
  cursorOf,
  type EventRow,
  eventOf,
  HEAD,
  type Horizon,
  isAfter,
  nextEvents,
  type Position,
  requirePosition,
} from './event-log.ts';
import type { Logger } from './log.ts';
import type { FeedSource } from './feed-source.ts';
import { followTeam } from './follow-team.ts';
import { LookFeed } from './look-feed.ts';
import { PROCESS_IDS } from './process-ids.ts';
import { setViewer } from './viewer.ts';

const PAGE_SIZE = 500;
const POLL_MS = 1_000;
const WAKE_EVERY_MS = 5;
const BEGINNING: Position = { xid: 0n, id: -1n };
const FOLLOWER = serviceActor(PROCESS_IDS.eventFeed, 'Event feed');

interface Settled {
  readonly events: readonly CouncilEvent[];
  readonly heldBack: boolean;
}

type Listener = (events: readonly CouncilEvent[]) => void;

/**
 * Follows the event log of one service's database and hands every event once, in order, to whoever
 * listens in this process.
 *
 * The row is the truth. NOTIFY is only a wake-up, sent after the commit and at most every 5 ms a
 * process (inside the transaction it costs writers two thirds of their throughput), and a poll
 * every second covers a lost one. So it survives a killed connection and a restarted database.
 */
export class EventFeed implements FeedSource {
  readonly looks: FeedSource;
  readonly #pool: pg.Pool;
  readonly #log: Logger;
  readonly #id = crypto.randomUUID();
  readonly #listeners = new Set<Listener>();
  readonly #stopping = new AbortController();
  #position: Position | undefined;
  #wake: (() => void) | undefined;
  #dirty = true;
  #wakePending = false;
  #running: Promise<void> | undefined;
  #listening: pg.PoolClient | undefined;

  constructor(pool: pg.Pool, log: Logger) {
    this.looks = new LookFeed(pool);
    this.#pool = pool;
    this.#log = log;
  }

  /** From here on every event is heard. */
  async start(): Promise<void> {
    this.#position = await this.#head();
    this.#running = this.#follow();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#ping();
    await this.#running;
    this.#dropListener();
  }

  /** To be called after a commit that left events. */
  wakeSoon(): void {
    if (this.#wakePending) {
      return;
    }
    this.#wakePending = true;
    setTimeout(() => {
      this.#wakePending = false;
      this.#ping();
      this.#pool.query(`notify council_event, '${this.#id}'`).catch(() => undefined);
    }, WAKE_EVERY_MS);
  }

  async page(
    after: string | null,
    limit: number,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<readonly CouncilEvent[]> {
    const from = positionAfter(after);
    const size = Math.min(limit, PAGE_SIZE);
    const told = this.#position;
    const { events } = await this.#readOn(from, size);
    if (events.length > 0 || waitMs <= 0) {
      return events;
    }
    // An abort while the page was read is over before anybody listens for it, and so is what the
    // listeners were told meanwhile.
    if (!signal.aborted && !this.#stopping.signal.aborted && this.#position === told) {
      await this.#somethingNew(waitMs, signal);
    }
    return signal.aborted || this.#stopping.signal.aborted
      ? []
      : (await this.#readOn(from, size)).events;
  }

  async peek(after: string | null, limit: number): Promise<readonly CouncilEvent[]> {
    const size = Math.min(limit, PAGE_SIZE);
    const committed = await this.#read('committed', positionAfter(after), size, null);
    return committed.map(eventOf);
  }

  /** One team's events: first what happened after the cursor, then live. See `followTeam`. */
  followTeam(
    teamId: string,
    after: string | null,
    leaving: AbortSignal = new AbortController().signal,
  ): AsyncGenerator<CouncilEvent> {
    return followTeam(
      {
        listen: (listener) => {
          this.#listeners.add(listener);
          return () => this.#listeners.delete(listener);
        },
        pageOf: async (position) => (await this.#readOn(position, PAGE_SIZE, teamId)).events,
        ended: AbortSignal.any([this.#stopping.signal, leaving]),
      },
      teamId,
      after,
    );
  }

  /** The cursor of this moment: everything before it has been heard. */
  async headCursor(): Promise<string> {
    return cursorOf(await this.#head());
  }

  async #follow(): Promise<void> {
    let retryMs = 0;
    let lookAgainMs = 0;
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#listen();
        this.#dirty = false;
        const { events, heldBack } = await this.#readOn(this.#position ?? BEGINNING, PAGE_SIZE);
        retryMs = 0;
        const last = events.at(-1);
        if (last !== undefined) {
          this.#position = requirePosition(last.cursor);
          this.#listeners.forEach((listener) => listener(events));
          lookAgainMs = 0;
          this.#dirty ||= events.length === PAGE_SIZE;
        }
        // Something is committed that an older transaction holds back: look again, ever slower. Of
        // what is committed later there will be word.
        lookAgainMs = heldBack ? Math.min(Math.max(lookAgainMs * 2, 2), POLL_MS) : 0;
        await this.#idle(heldBack ? lookAgainMs : POLL_MS);
      } catch (error) {
        if (this.#stopping.signal.aborted) {
          return;
        }
        retryMs = Math.min(Math.max(retryMs * 2, 50), 2_000);
        this.#log.warn(
          { retryMs, reason: (error as Error).message },
          'event feed lost its database',
        );
        this.#dropListener();
        await sleep(retryMs);
      }
    }
  }

  async #listen(): Promise<void> {
    if (this.#listening !== undefined) {
      return;
    }
    const client = await this.#pool.connect();
    const lost = (): void => {
      if (this.#listening === client) {
        this.#dropListener();
        this.#ping();
      }
    };
    // Its own is no news: whoever sends one has looked already.
    client.on('notification', ({ payload }) => payload !== this.#id && this.#ping());
    client.once('error', lost);
    client.once('end', lost);
    this.#listening = client;
    await client.query('listen council_event');
    this.#dirty = true;
  }

  #dropListener(): void {
    const lost = this.#listening;
    this.#listening = undefined;
    lost?.release(true);
  }

  /**
   * What is settled behind a position, as far as can be told, which is never less far than the live
   * listeners have been told; and whether something is committed that is not settled.
   *
   * What they have been told stays settled, also when this read cannot tell so: a transaction of
   * another database that ends between its snapshot and its look at the locks counts as one of ours.
   */
  async #readOn(after: Position, limit: number, teamId: string | null = null): Promise<Settled> {
    // Taken before the snapshot, which then has all of it.
    const told = this.#position ?? BEGINNING;
    const committed = await this.#read('committed', after, limit, teamId);
    const open = committed.findIndex(
      ({ settled, xid, id }) => !settled && isAfter({ xid: BigInt(xid), id: BigInt(id) }, told),
    );
    if (open !== 0) {
      const settled = open < 0 ? committed : committed.slice(0, open);
      return { events: settled.map(eventOf), heldBack: open > 0 };
    }
    const exact = await this.#read('exact', after, limit, teamId);
    return { events: exact.map(eventOf), heldBack: exact.length < committed.length };
  }

  async #read(
    horizon: Horizon,
    after: Position,
    limit: number,
    teamId: string | null,
  ): Promise<readonly EventRow[]> {
    const client = await this.#pool.connect();
    try {
      const [, answer] = await Promise.all([
        client.query(`begin read only; ${setViewer(FOLLOWER)}`),
        client.query<EventRow>({
          name: `next_events_${horizon}`,
          text: nextEvents(horizon),
          values: [String(after.xid), String(after.id), limit, teamId],
        }),
        client.query('commit'),
      ]);
      client.release();
      return answer.rows;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  async #head(): Promise<Position> {
    const { rows } = await this.#pool.query<{ xid: string; id: string }>(HEAD);
    return { xid: BigInt(rows[0]?.xid ?? 0), id: BigInt(rows[0]?.id ?? -1) };
  }

  #ping(): void {
    this.#dirty = true;
    this.#wake?.();
  }

  async #idle(ms: number): Promise<void> {
    if (this.#dirty || this.#stopping.signal.aborted) {
      return;
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }

  #somethingNew(waitMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#listeners.delete(done);
        signal.removeEventListener('abort', done);
        this.#stopping.signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, waitMs);
      this.#listeners.add(done);
      signal.addEventListener('abort', done);
      this.#stopping.signal.addEventListener('abort', done);
    });
  }
}

function positionAfter(cursor: string | null): Position {
  return cursor === null ? BEGINNING : requirePosition(cursor);
}
