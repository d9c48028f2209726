import { setTimeout as pause } from 'node:timers/promises';
import { cursorSince } from '@connected-lives/kit/cursor-since';
import type { CouncilEvent } from '@connected-lives/kit/event-log';
import type { FeedSource } from '@connected-lives/kit/feed-source';
import type { Logger } from '@connected-lives/kit/log';
import { isReachEvent } from '@connected-lives/kit/reach';
import { LRUCache } from 'lru-cache';
import { inTime } from '../transport/in-time.ts';
import { type Departure, type Departures, TOKEN_LIFE_MS_MAX } from './departures.ts';
import type { RightsNews } from './rights-news.ts';

/** Events of the people service: `subjectId` is the practitioner's, `teamId` the team that was left. */
const LEFT_TEAM = 'practitioner-left-team';
const LEFT_COUNCIL = 'practitioner-left-council';

const PAGE_SIZE = 500;
/** How long to wait for news, also for news that nobody announced. */
const WAIT_MS = 2_000;
/** On a busy feed, how often to read: a page for each event would be a page for nothing. */
const GATHER_MS = 200;
const RETRY_MS = 1_000;
/** Events stand in the order in which their transactions began, which is not quite that of time. */
const MARGIN_MS = 60 * 60 * 1_000;
const FIRST_READING_MS_MAX = 5_000;
const LOOK_MS_MAX = 1_000;
const TOLD_MAX = 10_000;

/**
 * Follows the event feed of the people service, so that a departure, or a person who was opened or
 * closed to somebody, is known within three seconds of its commit: also when no notification
 * arrives, and when an older transaction, such as an import, still holds the settled part of the log
 * back. An event that was heard of before it was settled is not heard of again when it is.
 *
 * While the feed cannot be read, tokens and rights are believed as they are: a council goes on
 * working without its people service, and the log says so.
 */
export class RightsFollower {
  readonly #feed: FeedSource;
  readonly #departures: Departures;
  readonly #news: RightsNews;
  readonly #logger: Logger;
  readonly #stopping = new AbortController();
  readonly #firstReading = Promise.withResolvers<void>();
  #cursor: string | null | undefined;
  /** By cursor: an event is read again when it is settled. */
  readonly #told = new LRUCache<string, true>({ max: TOLD_MAX });
  #looking: Promise<void> | undefined;
  #lookingNext: Promise<void> | undefined;
  #upToDate = false;
  #running: Promise<void> = Promise.resolve();

  constructor(feed: FeedSource, departures: Departures, news: RightsNews, logger: Logger) {
    this.#feed = feed;
    this.#departures = departures;
    this.#news = news;
    news.comeFrom(() => this.#lookNow());
    this.#logger = logger;
  }

  /** Whether everything that was left in the life of a token has been read once. */
  get upToDate(): boolean {
    return this.#upToDate;
  }

  /** Resolves when it has read back, or could not, and after five seconds at the latest. */
  async start(): Promise<void> {
    this.#running = this.#follow();
    const tooLong = new AbortController();
    await Promise.race([
      this.#firstReading.promise,
      pause(FIRST_READING_MS_MAX, undefined, { signal: tooLong.signal }).catch(() => undefined),
    ]);
    tooLong.abort();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  /** One look serves all who asked before it began. */
  #lookNow(): Promise<void> {
    if (this.#looking === undefined) {
      this.#looking = this.#look().finally(() => {
        this.#looking = undefined;
      });
      return this.#looking;
    }
    this.#lookingNext ??= this.#looking.then(() => {
      this.#lookingNext = undefined;
      return this.#lookNow();
    });
    return this.#lookingNext;
  }

  async #look(): Promise<void> {
    const { signal } = this.#stopping;
    try {
      await inTime('people', LOOK_MS_MAX, signal, () => this.#peek());
    } catch (fault) {
      if (!signal.aborted) {
        this.#warn(fault);
      }
    }
  }

  /** Reads everything that is committed behind what is settled. */
  async #peek(): Promise<void> {
    let events: readonly CouncilEvent[] = [];
    do {
      const after = events.at(-1)?.cursor ?? this.#cursor;
      events = after === undefined ? [] : await this.#feed.peek(after, PAGE_SIZE);
      this.#learn(events);
    } while (events.length >= PAGE_SIZE);
  }

  #warn(fault: unknown): void {
    const reason = fault instanceof Error ? fault.name : typeof fault;
    this.#logger.warn({ reason }, 'whose rights changed cannot be read');
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      let restMs = RETRY_MS;
      try {
        restMs = await this.#read(signal);
      } catch (fault) {
        if (!signal.aborted) {
          this.#warn(fault);
        }
        this.#firstReading.resolve();
      }
      await pause(restMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Reads one page, and what is committed behind it. Answers how long to rest, in milliseconds. */
  async #read(signal: AbortSignal): Promise<number> {
    if (this.#cursor === undefined) {
      const since = new Date(Date.now() - TOKEN_LIFE_MS_MAX - MARGIN_MS);
      this.#cursor = await cursorSince(this.#feed, since, signal);
    }
    const waitMs = this.#upToDate ? WAIT_MS : 0;
    const events = await this.#feed.page(this.#cursor, PAGE_SIZE, waitMs, signal);
    this.#learn(events);
    this.#cursor = events.at(-1)?.cursor ?? this.#cursor;
    if (events.length >= PAGE_SIZE) {
      return 0;
    }
    await this.#peek();
    this.#upToDate = true;
    this.#firstReading.resolve();
    return events.length > 0 ? GATHER_MS : 0;
  }

  #learn(events: readonly CouncilEvent[]): void {
    const departures = events.flatMap(departureOf);
    if (departures.length > 0) {
      this.#departures.learn(departures);
    }
    for (const event of events) {
      if (isReachEvent(event) && !this.#told.has(event.cursor)) {
        this.#told.set(event.cursor, true);
        const { whom } = event.payload;
        // A record that is sealed is closed to everybody who is not named, and of those there is news.
        if (typeof whom === 'string') {
          this.#news.tell(whom);
        }
      }
    }
  }
}

function departureOf({ kind, subjectId, teamId, at }: CouncilEvent): Departure[] {
  if (kind === LEFT_COUNCIL) {
    return [{ practitionerId: subjectId, teamId: null, at }];
  }
  return kind === LEFT_TEAM && teamId !== null ? [{ practitionerId: subjectId, teamId, at }] : [];
}
