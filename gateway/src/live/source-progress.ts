import { isAfter, type Position } from '@connected-lives/kit/event-log';

/** After so long without an event, a source has told what there was and waits for what happens. */
const QUIET_MS = 100;

/** How far a source has come in the order of events, and since when it has had nothing to say. */
export class SourceProgress {
  readonly #tell: () => void;
  /** Of the last event that was said, as far as anybody knows. */
  #said: Position | undefined;
  /** Of the last event that it came past, be it that nobody was to be told of it. */
  #passed: Position | undefined;
  #restingSince = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  /** `tell` is called when it had nothing to say for a while. */
  constructor(position: Position | undefined, tell: () => void) {
    this.#said = position;
    this.#passed = position;
    this.#tell = tell;
  }

  /** Until where everything was told that is to be. Undefined when nobody knows, as before the first. */
  get position(): Position | undefined {
    return this.#passed;
  }

  get isQuiet(): boolean {
    return performance.now() - this.#restingSince >= QUIET_MS;
  }

  /** Whether nothing was said yet that somebody has not seen who has seen everything until there. */
  isNoFurtherThan(seen: Position): boolean {
    return this.#said !== undefined && !isAfter(this.#said, seen);
  }

  /** The same, and whether nothing is to come any more that they have seen. */
  isAt(seen: Position): boolean {
    return this.isNoFurtherThan(seen) && this.#passed !== undefined && !isAfter(seen, this.#passed);
  }

  /** An event was said. */
  reach(position: Position | undefined): void {
    this.#said = position;
    this.#passed = position;
  }

  /** An event was there of which nobody is told. Who has seen what was said before misses nothing. */
  pass(position: Position | undefined): void {
    if (position !== undefined) {
      // Where a source begins that has said nothing yet is not known, but it is not behind this one.
      this.#said ??= position;
      this.#passed = position;
    }
  }

  /** Nothing is under way from here on. */
  rest(): void {
    if (!this.#stopped) {
      this.#restingSince = performance.now();
      this.#timer ??= setTimeout(this.#tell, QUIET_MS).unref();
      this.#timer.refresh();
    }
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }
}
