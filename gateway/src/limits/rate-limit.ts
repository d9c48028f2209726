import { LRUCache } from 'lru-cache';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { Actor } from '@connected-lives/kit/actor';
import { RequestRefusal } from '../errors/request-refusal.ts';
import { costPoints } from '../metrics.ts';

/** A pool of PostgreSQL connections, as `pg` gives it. */
export interface RateLimitStore {
  query(statement: { text: string; values?: unknown[] }): Promise<{ rows: unknown[] }>;
}

export interface RateLimitSettings {
  /** Points of cost that one viewer may spend in a minute: 60,000 unless said otherwise. */
  readonly pointsPerMinute?: number;
  /**
   * Where several gateways keep one count. Without it each gateway counts by itself, in memory; so
   * it does too while the store does not answer.
   */
  readonly store?: RateLimitStore;
  /** Whose points they are: in one store, those of viewers and of machines are kept apart. */
  readonly counts?: 'viewer' | 'client';
}

const POINTS_PER_MINUTE = 60_000;
const WINDOW_SECONDS = 60;
const TOO_MUCH = {
  viewer: 'You have asked for more within a minute than one viewer may.',
  client: 'More has come from your network within a minute than we take from one.',
} as const;
const VIEWERS_KEPT_MAX = 10_000;

/**
 * How much of the graph one viewer may ask for in a minute, whatever token or connection it comes
 * by. A live stream counts when it is opened, and not for its events: those cost the council the
 * same however many watch.
 */
export class RateLimit {
  readonly #limiter: RateLimiterAbstract;
  readonly #points: number;
  readonly #tooMuch: string;
  /** Until when a viewer has nothing left, in epoch milliseconds. */
  readonly #spentUntil = new LRUCache<string, number>({ max: VIEWERS_KEPT_MAX });

  private constructor(limiter: RateLimiterAbstract, points: number, tooMuch: string) {
    this.#limiter = limiter;
    this.#points = points;
    this.#tooMuch = tooMuch;
  }

  /** Rejects when there is a store that cannot be used. */
  static async open({
    pointsPerMinute = POINTS_PER_MINUTE,
    store,
    counts = 'viewer',
  }: RateLimitSettings): Promise<RateLimit> {
    const window = { points: pointsPerMinute, duration: WINDOW_SECONDS, keyPrefix: counts };
    const inMemory = new RateLimiterMemory(window);
    const limiter =
      store === undefined
        ? inMemory
        : await openStore({ ...window, storeClient: store, insuranceLimiter: inMemory });
    return new RateLimit(limiter, pointsPerMinute, TOO_MUCH[counts]);
  }

  /** Refuses a viewer who has nothing left before any work is done on what they sent. */
  requireRest({ id }: Pick<Actor, 'id'>): void {
    const waitMs = (this.#spentUntil.get(id) ?? 0) - Date.now();
    if (waitMs > 0) {
      throw this.#refusal(waitMs);
    }
  }

  /** Takes the points of an operation that is about to run; even one that costs nothing takes one. */
  async spend({ id }: Pick<Actor, 'id'>, cost: number): Promise<void> {
    const points = Math.max(1, Math.ceil(cost));
    try {
      await this.#limiter.consume(id, points);
    } catch (spent) {
      if (!(spent instanceof RateLimiterRes)) {
        throw spent;
      }
      this.#spentUntil.set(id, Date.now() + spent.msBeforeNext);
      throw this.#refusal(spent.msBeforeNext);
    }
    costPoints.add(points);
  }

  #refusal(waitMs: number): RequestRefusal {
    const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
    return RequestRefusal.of(
      'RATE_LIMITED',
      `${this.#tooMuch} Nothing was done. Ask again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
      {
        status: 429,
        headers: { 'retry-after': String(seconds) },
        details: { limit: this.#points, retryAfterSeconds: seconds },
      },
    );
  }
}

type StoreOptions = Omit<
  ConstructorParameters<typeof RateLimiterPostgres>[0],
  'storeType' | 'tableName'
>;

/** What PostgreSQL says to the slower of two gateways that make the table in the same moment. */
const MADE_BY_ANOTHER = ['23505', '42710', '42P07'];

async function openStore(options: StoreOptions): Promise<RateLimiterAbstract> {
  try {
    return await tryStore(options);
  } catch (error) {
    if (!MADE_BY_ANOTHER.includes(String((error as { code?: unknown }).code))) {
      throw error;
    }
    // Now the table is there.
    return tryStore(options);
  }
}

function tryStore(options: StoreOptions): Promise<RateLimiterAbstract> {
  return new Promise((resolve, reject) => {
    const limiter: RateLimiterAbstract = new RateLimiterPostgres(
      { ...options, storeType: 'pool', tableName: 'gateway_rate_limit' },
      (error?: Error) => {
        if (error === undefined) {
          resolve(limiter);
        } else {
          reject(error);
        }
      },
    );
  });
}
