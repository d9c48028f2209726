import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { serviceActor } from './actor.ts';
import {
  type CouncilEvent,
  cursorOf,
  type EventRow,
  eventOf,
  HEAD,
  isAfter,
  type Horizon,
  nextEvents,
  type Position,
  positionOf,
} from './event-log.ts';
import type { Logger } from './log.ts';
import { Refusal } from './refusal.ts';
import { setViewer } from './viewer.ts';

/** Where a durable consumer reads another service's events: in this process or over HTTP. */
export interface FeedSource {
  /**
   * At most `limit` events behind `after` (null: from the beginning), in order. With nothing new it
   * waits up to `waitMs` for something and may answer with nothing.
   */
  page(
    after: string | null,
    limit: number,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<readonly CouncilEvent[]>;
  /**
   * What is committed behind `after` and may not be settled: an earlier event may still follow, so
   * it may be learned from, and no cursor may move by it.
   */
  peek(after: string | null, limit: number): Promise<readonly CouncilEvent[]>;
}

const PAGE_SIZE = 500;
const POLL_MS = 1_000;
const QUEUE_MAX = 1_000;
const WAKE_EVERY_MS = 5;
const EXACT_AFTER_MS = 16;
const BEGINNING: Position = { xid: 0n, id: -1n };
const FOLLOWER = serviceActor('00000000-0000-7000-8000-000000000001', 'Event feed');

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
  readonly #pool: pg.Pool;
  readonly #log: Logger;
  readonly #listeners = new Set<Listener>();
  readonly #stopping = new AbortController();
  #position: Position | undefined;
  #wake: (() => void) | undefined;
  #dirty = true;
  #wakePending = false;
  #running: Promise<void> | undefined;
  #listening: pg.PoolClient | undefined;

  constructor(pool: pg.Pool, log: Logger) {
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
      this.#pool.query('notify council_event').catch(() => undefined);
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
    const found = await this.#readSettled(from, size, null);
    if (found.length > 0 || waitMs <= 0) {
      return found;
    }
    // An abort while the page was read is over before anybody listens for it.
    if (!signal.aborted && !this.#stopping.signal.aborted) {
      await this.#somethingNew(waitMs, signal);
    }
    return signal.aborted ? [] : this.#readSettled(from, size, null);
  }

  peek(after: string | null, limit: number): Promise<readonly CouncilEvent[]> {
    return this.#read('committed', positionAfter(after), Math.min(limit, PAGE_SIZE), null);
  }

  /**
   * One team's events: first what happened after the cursor, then live, with no gap and no repeat.
   * A follower who cannot keep up is told to resume from the last cursor (RESUME_FROM_CURSOR).
   *
   * @param leaving ends the following at once, also while nothing happens: a generator that waits
   *   hears of `return` only at the next event.
   */
  async *followTeam(
    teamId: string,
    after: string | null,
    leaving: AbortSignal = new AbortController().signal,
  ): AsyncGenerator<CouncilEvent> {
    const ended = AbortSignal.any([this.#stopping.signal, leaving]);
    const queue: CouncilEvent[] = [];
    let overflow = false;
    let wake: (() => void) | undefined;
    const listener: Listener = (events) => {
      for (const event of events) {
        if (event.teamId !== teamId) {
          continue;
        }
        if (queue.length >= QUEUE_MAX) {
          overflow = true;
        } else {
          queue.push(event);
        }
      }
      wake?.();
    };
    // Listening starts before the backlog is read, so nothing can fall in between.
    this.#listeners.add(listener);
    const stopped = (): void => wake?.();
    ended.addEventListener('abort', stopped);
    try {
      let last: Position | undefined;
      if (after !== null) {
        last = requirePosition(after);
        for (;;) {
          const page: readonly CouncilEvent[] = await this.#readSettled(last, PAGE_SIZE, teamId);
          for (const event of page) {
            last = requirePosition(event.cursor);
            yield event;
          }
          if (page.length === 0) {
            break;
          }
        }
      }
      while (!ended.aborted) {
        const event = queue.shift();
        if (event !== undefined) {
          if (last === undefined || isAfter(requirePosition(event.cursor), last)) {
            yield event;
          }
          continue;
        }
        if (overflow) {
          throw new Refusal(
            'RESUME_FROM_CURSOR',
            'You fell too far behind. Subscribe again with the last cursor you saw.',
          );
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = undefined;
      }
    } finally {
      this.#listeners.delete(listener);
      ended.removeEventListener('abort', stopped);
    }
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
        const woken = this.#dirty;
        this.#dirty = false;
        const horizon = lookAgainMs < EXACT_AFTER_MS ? 'quick' : 'exact';
        const from = this.#position ?? BEGINNING;
        const events = await this.#read(horizon, from, PAGE_SIZE, null);
        retryMs = 0;
        const last = events.at(-1);
        if (last !== undefined) {
          this.#position = requirePosition(last.cursor);
          this.#listeners.forEach((listener) => listener(events));
          lookAgainMs = 0;
          this.#dirty = true;
          continue;
        }
        // Woken and nothing to read: an older transaction still runs. Look again, ever slower, and
        // soon more closely.
        lookAgainMs =
          woken || lookAgainMs > 0 ? Math.min(Math.max(lookAgainMs * 2, 2), POLL_MS) : 0;
        await this.#idle(lookAgainMs > 0 && lookAgainMs < POLL_MS ? lookAgainMs : POLL_MS);
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
    client.on('notification', () => this.#ping());
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

  /** As far as can be told, which is never less far than the live listeners have been told. */
  async #readSettled(
    after: Position,
    limit: number,
    teamId: string | null,
  ): Promise<readonly CouncilEvent[]> {
    const found = await this.#read('quick', after, limit, teamId);
    return found.length > 0 ? found : this.#read('exact', after, limit, teamId);
  }

  async #read(
    horizon: Horizon,
    after: Position,
    limit: number,
    teamId: string | null,
  ): Promise<readonly CouncilEvent[]> {
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
      return answer.rows.map(eventOf);
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

export function requirePosition(cursor: string): Position {
  const position = positionOf(cursor);
  if (position === null) {
    throw new Refusal('BAD_CURSOR', 'This cursor is not one of ours. Subscribe without it.');
  }
  return position;
}
