import { setTimeout as pause } from 'node:timers/promises';
import { type Position, positionOf } from '@connected-lives/kit/event-log';
import type { Logger } from '@connected-lives/kit/log';
import type { Answer } from '../answer.ts';
import type { Executor, ReadyOperation } from '../executor.ts';
import { STREAM_AGAIN } from './last-words.ts';
import { readStream } from './read-stream.ts';
import type { Reader, StreamEnd } from './reader.ts';
import { type Arrival, Seats } from './seats.ts';
import { resumesAfter } from './sharing-key.ts';
import { SourceCaller } from './source-caller.ts';
import { SourceProgress } from './source-progress.ts';
import { streamCursors } from './stream-cursors.ts';

export interface SourceSettings {
  readonly executor: Executor;
  readonly logger: Logger;
  /** Resolves when all is known that was said of anybody's rights until then. */
  readonly hearNews: () => Promise<void>;
  /** Called when it came past an event, and when there was none for a while. */
  readonly progressed: () => void;
  /** How long to wait for others before the stream is opened. */
  readonly gatherMs: number;
}

/**
 * One stream of a subgraph and everybody who gets its answers. Each event is completed and written
 * once. The subgraph is told at every event who all the readers are at that moment, for each of them
 * gets a line in the access log.
 */
export class LiveSource {
  readonly #settings: SourceSettings;
  readonly #leaving = new AbortController();
  readonly #seats: Seats;
  readonly #caller: SourceCaller;
  readonly #progress: SourceProgress;
  #operation: ReadyOperation;
  #started: Promise<AsyncIterableIterator<Answer>> | undefined;
  /** Opening a stream shows nothing of anybody, whatever is asked for it. */
  #runs = false;

  constructor(
    settings: SourceSettings,
    requestId: string,
    first: Arrival,
    operation: ReadyOperation,
  ) {
    this.#settings = settings;
    this.#seats = new Seats(first.viewer, () => this.#end());
    this.#operation = operation;
    this.#progress = new SourceProgress(resumesAfter(operation), settings.progressed);
    this.#caller = new SourceCaller({
      requestId,
      signal: this.#leaving.signal,
      seats: this.#seats,
      hearNews: settings.hearNews,
      passedOver: (cursor) =>
        this.#comeTo(() => this.#progress.pass(positionOf(cursor) ?? undefined)),
    });
  }

  /** Aborted when the stream has ended, for whatever reason. */
  get signal(): AbortSignal {
    return this.#leaving.signal;
  }

  get operation(): ReadyOperation {
    return this.#operation;
  }

  get ended(): boolean {
    return this.#leaving.signal.aborted;
  }

  /** Whether somebody may join who wants to know what happens from now on. */
  get mayBeJoined(): boolean {
    return !this.ended && !this.#caller.hasMisread;
  }

  /** Whether somebody who has seen everything until here misses nothing by joining now. */
  mayBeJoinedAfter(seen: Position): boolean {
    // What it replays is not read, and logged, on behalf of those who have seen it.
    return this.#isOpenAfter(seen) && (this.#progress.isAt(seen) || this.#progress.isQuiet);
  }

  #isOpenAfter(seen: Position): boolean {
    const isReading = this.#runs && this.#caller.isReading;
    return !this.ended && !isReading && this.#progress.isNoFurtherThan(seen);
  }

  /**
   * Goes over into another source that says the same, when nobody misses anything by it. `live` says
   * that the other one has nothing to replay.
   */
  goOverInto(other: LiveSource, live: boolean): void {
    const seen = this.#progress.position;
    const bothRun = this.#runs && other.#runs && !this.ended;
    if (
      bothRun &&
      seen !== undefined &&
      (live ? other.#isOpenAfter(seen) : other.mayBeJoinedAfter(seen))
    ) {
      other.#seats.takeOver(this.#seats, seen);
    }
  }

  /** Whether nobody but this member of staff, who may have several screens, is told anything. */
  isOnlyFor(practitionerId: string): boolean {
    const { viewers } = this.#caller;
    return viewers.size === 1 && viewers.has(practitionerId);
  }

  /**
   * Ends the stream for somebody whose rights have changed, and for everybody when the event that is
   * on its way was read under those rights: then it is not said.
   */
  part(practitionerId: string): void {
    this.#caller.rightsChanged(practitionerId);
    this.#seats.breakOff(STREAM_AGAIN, practitionerId);
  }

  /** Seats somebody, who is told nothing before `opened`. */
  seat(arrival: Arrival, left: (why: StreamEnd) => void): Reader {
    return this.#seats.take(arrival, left);
  }

  /** Resolves when the subgraph has opened the stream, and rejects when it refuses it. */
  async opened(): Promise<void> {
    if (this.#started === undefined) {
      this.#started = this.#open();
      this.#started.then(
        (stream) => void this.#run(stream),
        () => this.#end(),
      );
    }
    await this.#started;
  }

  async #open(): Promise<AsyncIterableIterator<Answer>> {
    const { executor, gatherMs } = this.#settings;
    if (gatherMs > 0) {
      await pause(gatherMs, undefined, { signal: this.signal });
    }
    this.signal.throwIfAborted();
    return executor.subscribe(this.#operation, this.#caller, () => {
      // Asked when an event has left its own subgraph, and before any other is asked of it.
      this.#seats.settleNamed();
      return this.#operation;
    });
  }

  /**
   * Completes the events to come by another plan. False when that plan wants other events than the
   * ones that come: then nothing changes.
   */
  goOnWith(operation: ReadyOperation): boolean {
    const now = this.#operation.compiled.eventSource;
    const then = operation.compiled.eventSource;
    const same = now?.subgraph === then?.subgraph && now?.document === then?.document;
    if (same) {
      this.#operation = operation;
    }
    return same;
  }

  /** Ends the stream for everybody. */
  complete(lastWords: Answer): void {
    this.#seats.end('complete', lastWords);
    this.#end();
  }

  async #run(stream: AsyncIterableIterator<Answer>): Promise<void> {
    this.#runs = true;
    this.#rest();
    const { logger } = this.#settings;
    const { why, lastWords } = await readStream(stream, this.signal, logger, (answer) =>
      this.#comeTo(() => this.#say(answer)),
    );
    this.#seats.end(why, lastWords);
    this.#end();
  }

  /** What was read of an event is of no use when it was read under rights that have changed since. */
  async #comeTo(event: () => void): Promise<void> {
    if (await this.#caller.holds()) {
      event();
      this.#rest();
      this.#settings.progressed();
    } else {
      this.#seats.breakOff(STREAM_AGAIN);
    }
  }

  #say(answer: Answer): void {
    const at = streamCursors(this.#operation.prepared)?.of(answer);
    this.#progress.reach(at);
    this.#seats.tell(answer, at);
  }

  /** Nothing is under way from here on. */
  #rest(): void {
    this.#caller.rest();
    this.#progress.rest();
  }

  #end(): void {
    if (!this.ended) {
      this.#progress.stop();
      this.#leaving.abort();
    }
  }
}
