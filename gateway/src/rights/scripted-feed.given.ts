import { setTimeout as pause } from 'node:timers/promises';
import type { CouncilEvent } from '@connected-lives/kit/event-log';
import type { FeedSource } from '@connected-lives/kit/feed-source';

/** A feed of the people service that a test fills by hand. It announces nothing: followers look. */
export class ScriptedFeed implements FeedSource {
  readonly #settled: CouncilEvent[] = [];
  readonly #unsettled: CouncilEvent[] = [];
  failing = false;
  /** How long it takes to look at what is committed. */
  peekMs = 0;

  say(event: Partial<CouncilEvent> & Pick<CouncilEvent, 'kind' | 'subjectId'>): void {
    this.#settled.push(this.#eventOf(event, this.#settled.length));
  }

  /** Committed, while an older transaction may still leave an event before it. */
  sayUnsettled(event: Partial<CouncilEvent> & Pick<CouncilEvent, 'kind' | 'subjectId'>): void {
    this.#unsettled.push(this.#eventOf(event, 1_000_000 + this.#unsettled.length));
  }

  async page(
    after: string | null,
    limit: number,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<readonly CouncilEvent[]> {
    if (this.failing) {
      throw new Error('The event feed answered 503.');
    }
    const from = after === null ? 0 : Number(after.split('.')[0]);
    if (this.#settled.length <= from && waitMs > 0) {
      await pause(Math.min(waitMs, 20), undefined, { signal }).catch(() => undefined);
    }
    return this.#settled.slice(from, from + limit);
  }

  async peek(after: string | null, limit: number): Promise<readonly CouncilEvent[]> {
    const settled = await this.page(after, limit, 0, new AbortController().signal);
    await pause(this.peekMs);
    return [...settled, ...this.#unsettled].slice(0, limit);
  }

  #eventOf(event: Partial<CouncilEvent> & Pick<CouncilEvent, 'kind' | 'subjectId'>, place: number) {
    return {
      // After every token that was made until now, and before those of the next millisecond.
      at: new Date(Date.now() + 1),
      personId: null,
      teamId: null,
      version: 1,
      payload: {},
      ...event,
      cursor: `${place + 1}.-1`,
    };
  }
}
