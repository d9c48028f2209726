/** What of a look says whether it was recorded already. */
interface StreamLook {
  readonly viewers: readonly { readonly id: string }[];
  readonly personIds: ReadonlySet<string>;
  readonly requestId: string;
  readonly streamHour?: string;
}

const LOOKS_MAX = 100_000;

/**
 * The looks of live streams that were recorded in this clock hour. A board on a wall shows the same
 * people all day: one row for each viewer, person and hour says so, and ten thousand say no more.
 */
export class LooksOfStreams {
  #hour = '';
  readonly #kept = new Set<string>();

  /** Whether all of it was recorded already. False for everything that is no stream. */
  hold(look: StreamLook): boolean {
    return look.streamHour === this.#hour && keysOf(look).every((key) => this.#kept.has(key));
  }

  /** To be called when the look is safe on disk. */
  keep(look: StreamLook): void {
    if (look.streamHour === undefined) {
      return;
    }
    // What is forgotten is recorded again, which is the same look when it is gathered.
    if (look.streamHour !== this.#hour || this.#kept.size >= LOOKS_MAX) {
      this.#hour = look.streamHour;
      this.#kept.clear();
    }
    keysOf(look).forEach((key) => this.#kept.add(key));
  }
}

function keysOf({ viewers, personIds, requestId }: StreamLook): string[] {
  return viewers.flatMap(({ id }) =>
    [...personIds].map((personId) => `${requestId} ${id} ${personId}`),
  );
}
