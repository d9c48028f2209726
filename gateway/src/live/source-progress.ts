import { isAfter, type Position } from '@connected-lives/kit/event-log';

/** After so long without an event, a source has told what there was and waits for what happens. */
const QUIET_MS = 100;

/** How far a source has come in the order of events, and since when it has had nothing to say. */
export class SourceProgress {
  readonly #tell: () => void;
  #position: Position | undefined;
  #restingSince = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  /** `tell` is called when it got further, and when it had nothing to say for a while. */
  constructor(position: Position | undefined, tell: () => void) {
    this.#position = position;
    this.#tell = tell;
  }

  /** Of the last event that was said. Undefined when nobody knows, as before the first. */
  get position(): Position | undefined {
    return this.#position;
  }

  get isQuiet(): boolean {
    return performance.now() - this.#restingSince >= QUIET_MS;
  }

  /** Whether nothing was said yet that somebody has not seen who has seen everything until there. */
  isNoFurtherThan(seen: Position): boolean {
    return this.#position !== undefined && !isAfter(this.#position, seen);
  }

  isAt(seen: Position): boolean {
    return (
      this.isNoFurtherThan(seen) && this.#position !== undefined && !isAfter(seen, this.#position)
    );
  }

  reach(position: Position | undefined): void {
    this.#position = position;
  }

  /** Nothing is under way from here on. */
  rest(): void {
    this.#restingSince = performance.now();
    this.#timer ??= setTimeout(this.#tell, QUIET_MS).unref();
    this.#timer.refresh();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
