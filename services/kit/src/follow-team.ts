import { type CouncilEvent, isAfter, type Position, requirePosition } from './event-log.ts';
import { Refusal } from './refusal.ts';

const QUEUE_MAX = 1_000;

/** What following one team needs of the feed. */
export interface TeamFeed {
  /** Hears of every event from now on; the answer stops it. */
  listen(listener: (events: readonly CouncilEvent[]) => void): () => void;
  /** The team's settled events behind a position. */
  pageOf(after: Position): Promise<readonly CouncilEvent[]>;
  /** Ends the following at once: a generator that waits hears of `return` only at the next event. */
  readonly ended: AbortSignal;
}

/**
 * One team's events: first what happened after the cursor, then live, with no gap and no repeat.
 * A follower who cannot keep up is told to resume from the last cursor (RESUME_FROM_CURSOR).
 */
export async function* followTeam(
  feed: TeamFeed,
  teamId: string,
  after: string | null,
): AsyncGenerator<CouncilEvent> {
  const queue = new TeamQueue(teamId);
  // Listening starts before the backlog is read, so nothing can fall in between.
  const stopListening = feed.listen((events) => queue.push(events));
  const wake = (): void => queue.wake();
  feed.ended.addEventListener('abort', wake);
  try {
    let last = after === null ? undefined : requirePosition(after);
    while (last !== undefined && !feed.ended.aborted) {
      const page: readonly CouncilEvent[] = await feed.pageOf(last);
      if (page.length === 0) {
        break;
      }
      for (const event of page) {
        last = requirePosition(event.cursor);
        yield event;
      }
    }
    while (!feed.ended.aborted) {
      const event = await queue.next();
      if (
        event !== undefined &&
        (last === undefined || isAfter(requirePosition(event.cursor), last))
      ) {
        yield event;
      }
    }
  } finally {
    stopListening();
    feed.ended.removeEventListener('abort', wake);
  }
}

/** The team's live events that were not taken yet. */
class TeamQueue {
  readonly #teamId: string;
  readonly #events: CouncilEvent[] = [];
  #overflow = false;
  #wake: (() => void) | undefined;

  constructor(teamId: string) {
    this.#teamId = teamId;
  }

  push(events: readonly CouncilEvent[]): void {
    for (const event of events) {
      if (event.teamId !== this.#teamId) {
        continue;
      }
      if (this.#events.length >= QUEUE_MAX) {
        this.#overflow = true;
      } else {
        this.#events.push(event);
      }
    }
    this.wake();
  }

  wake(): void {
    this.#wake?.();
  }

  /** Undefined when it was woken for something else, such as the end. */
  async next(): Promise<CouncilEvent | undefined> {
    const event = this.#events.shift();
    if (event !== undefined) {
      return event;
    }
    if (this.#overflow) {
      throw new Refusal(
        'RESUME_FROM_CURSOR',
        'You fell too far behind. Subscribe again with the last cursor you saw.',
      );
    }
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = undefined;
    return this.#events.shift();
  }
}
