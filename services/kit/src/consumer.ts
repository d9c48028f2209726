import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type pg from 'pg';
import { hearSeal, LOG_SEALED } from './access-log-seals.ts';
import { type Actor, serviceActor } from './actor.ts';
import { asService, type ServiceTransaction } from './as-service.ts';
import type { CouncilEvent } from './event-log.ts';
import type { FeedSource } from './feed-source.ts';
import type { Logger } from './log.ts';
import { PROCESS_IDS } from './process-ids.ts';
import type { ServiceName } from './service-name.ts';

/** What a consumer may use while it learns: one transaction, signed by the service itself. */
export type Learning<DB> = ServiceTransaction<DB>;

/**
 * A durable follower of another service. It must bear hearing of an event twice, because a page
 * may be sent again after a crash, and bear hearing of an older version late.
 */
export interface EventConsumer<DB> {
  readonly from: ServiceName;
  /** Kinds that mean something here; the others only move the cursor. */
  readonly kinds: readonly string[];
  /**
   * What a second consumer of the same service follows: its looks, or how its logs fare. Each has a
   * cursor of its own, and takes its time.
   */
  readonly about?: 'looks' | 'logs';
  learn(learning: Learning<DB>, event: CouncilEvent): Promise<void>;
  /** The same for a whole page, where one statement can take it. */
  learnPage?(learning: Learning<DB>, events: readonly CouncilEvent[]): Promise<void>;
}

/** Under which a consumer keeps its cursor. */
export function consumerName(
  service: ServiceName,
  { from, about }: Pick<EventConsumer<never>, 'from' | 'about'>,
): string {
  return `${service} from ${from}${about === undefined ? '' : `: ${about}`}`;
}

const PAGE_SIZE = 500;
const WAIT_MS = 10_000;
/** Between two pages of what nobody waits for. */
const REST_MS = 250;

/** Follows one source for one service, from the cursor it stored to the end of time. */
export class Following<DB> {
  readonly #consumer: EventConsumer<DB>;
  readonly #source: FeedSource;
  readonly #pool: pg.Pool;
  readonly #log: Logger;
  readonly #actor: Actor;
  readonly #name: string;
  readonly #learned: () => void;
  readonly #restMs: number;
  readonly #stopping = new AbortController();
  #turn: Promise<unknown> = Promise.resolve();
  #lastCatchUp: Promise<void> = Promise.resolve();
  #nextCatchUp: Promise<void> | undefined;
  #running: Promise<void> | undefined;

  constructor(options: {
    service: ServiceName;
    consumer: EventConsumer<DB>;
    source: FeedSource;
    pool: pg.Pool;
    log: Logger;
    /** Called after a page that may have left events of our own. */
    learned: () => void;
  }) {
    const { service, consumer, source, pool, log, learned } = options;
    this.#consumer = consumer;
    this.#source = source;
    this.#pool = pool;
    this.#log = log;
    this.#learned = learned;
    this.#name = consumerName(service, consumer);
    this.#restMs = consumer.about === undefined ? 0 : REST_MS;
    this.#actor = serviceActor(PROCESS_IDS.consumer, this.#name);
  }

  start(): void {
    this.#running = this.#follow();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  /**
   * Learns at once all that the source has committed by now, also what is not settled yet because
   * an older transaction runs. For a use case that needs to know of something that was made a
   * moment ago in another service.
   *
   * Whoever asks while another is at it waits for the next, together with all who ask meanwhile:
   * fifty decisions at once read the feed twice and not fifty times.
   */
  catchUp(): Promise<void> {
    this.#nextCatchUp ??= this.#lastCatchUp
      .catch(() => undefined)
      .then(() => {
        this.#nextCatchUp = undefined;
        this.#lastCatchUp = this.#catchUpNow();
        return this.#lastCatchUp;
      });
    return this.#nextCatchUp;
  }

  async #catchUpNow(): Promise<void> {
    while ((await this.#learnPage(0)) > 0);
    await this.#takeTurn(async () => {
      const unsettled = await this.#source.peek(await this.#cursor(), PAGE_SIZE);
      if (unsettled.length > 0) {
        await asService<DB, void>(this.#pool, this.#actor, (learning) =>
          this.#learnAll(learning, unsettled),
        );
        this.#learned();
      }
    });
  }

  async #follow(): Promise<void> {
    let retryMs = 0;
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#learnPage(WAIT_MS);
        retryMs = 0;
        await pause(this.#restMs, this.#stopping.signal);
      } catch (error) {
        if (this.#stopping.signal.aborted) {
          return;
        }
        retryMs = Math.min(Math.max(retryMs * 2, 100), 5_000);
        const reason = (error as Error).message;
        this.#log.warn({ consumer: this.#name, retryMs, reason }, 'consumer will try again');
        await pause(retryMs, this.#stopping.signal);
      }
    }
  }

  /** Waits outside the transaction, then learns one page inside it. Answers how many it learned. */
  async #learnPage(waitMs: number): Promise<number> {
    if (waitMs > 0) {
      const after = await this.#cursor();
      const [next] = await this.#source.page(after, 1, waitMs, this.#stopping.signal);
      if (next === undefined) {
        return 0;
      }
    }
    return this.#takeTurn(() => this.#learnNext());
  }

  /** One at a time, also when `catchUp` and the loop meet: the cursor is read inside the turn. */
  #takeTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.catch(() => undefined).then(work);
    this.#turn = turn;
    return turn;
  }

  async #learnNext(): Promise<number> {
    const after = await this.#cursor();
    const events = await this.#source.page(after, PAGE_SIZE, 0, this.#stopping.signal);
    const last = events.at(-1);
    if (last === undefined) {
      return 0;
    }
    const learned = await asService<DB, number>(this.#pool, this.#actor, async (learning) => {
      // The row lock makes replicas of this service take turns; the loser finds a newer cursor.
      const current = await sql<{ cursor: string }>`
        select cursor from consumer_cursor where consumer = ${this.#name} for update`.execute(
        learning.db,
      );
      if ((current.rows[0]?.cursor ?? null) !== after) {
        return 0;
      }
      await this.#learnAll(learning, events);
      await sql`insert into consumer_cursor (consumer, cursor) values (${this.#name}, ${last.cursor})
        on conflict (consumer) do update set cursor = excluded.cursor, at = clock_timestamp()`.execute(
        learning.db,
      );
      return events.length;
    });
    this.#learned();
    return learned;
  }

  async #learnAll(learning: Learning<DB>, events: readonly CouncilEvent[]): Promise<void> {
    if (this.#consumer.learnPage !== undefined) {
      await this.#consumer.learnPage(learning, events);
      return;
    }
    for (const event of events) {
      if (event.kind === LOG_SEALED) {
        await hearSeal(learning.db, this.#consumer.from, event);
      }
      if (this.#consumer.kinds.includes(event.kind)) {
        await this.#consumer.learn(learning, event);
      }
    }
  }

  async #cursor(): Promise<string | null> {
    const { rows } = await this.#pool.query<{ cursor: string }>(
      'select cursor from consumer_cursor where consumer = $1',
      [this.#name],
    );
    return rows[0]?.cursor ?? null;
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) {
    await sleep(ms, undefined, { signal }).catch(() => undefined);
  }
}
