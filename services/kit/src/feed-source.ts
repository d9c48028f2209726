import type { CouncilEvent } from './event-log.ts';

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
  /** The same of who looked at whom there. */
  readonly looks?: FeedSource;
}
