import { setTimeout as pause } from 'node:timers/promises';
import type { Actor } from '@connected-lives/kit/actor';
import type { Position } from '@connected-lives/kit/event-log';
import type { Logger } from '@connected-lives/kit/log';
import { Answer } from '../answer.ts';
import { liveSources } from '../metrics.ts';
import { refusalOf } from '../errors/answer-fault.ts';
import type { Caller, Executor, ReadyOperation } from '../executor.ts';
import { SubgraphFailure } from '../plan/execution.ts';
import { failureAt } from '../plan/subgraph-error.ts';
import { STREAM_AGAIN } from './last-words.ts';
import type { Reader, StreamEnd } from './reader.ts';
import { type Arrival, Seats } from './seats.ts';
import { resumesAfter } from './sharing-key.ts';
import { SourceProgress } from './source-progress.ts';
import { streamCursors } from './stream-cursors.ts';

export interface SourceSettings {
  readonly executor: Executor;
  readonly logger: Logger;
  /** Resolves when all is known that was said of anybody's rights until then. */
  readonly hearNews: () => Promise<void>;
  /** Called when an event was said, and when there was none for a while. */
  readonly progressed: () => void;
  /** How long to wait for others before the stream is opened. */
  readonly gatherMs: number;
}

/**
 * One stream of a subgraph and everybody who gets its answers. Each event is completed and written
 * once. The subgraph is told at every event who all the readers are at that moment, for each of them
 * gets a line in the access log.
 */
export class LiveSource implements Caller {
  readonly requestId: string;
  readonly operationId = crypto.randomUUID();
  readonly #settings: SourceSettings;
  readonly #leaving = new AbortController();
  readonly #seats: Seats;
  readonly #progress: SourceProgress;
  /** Under whose rights the event that is on its way was read so far: practitioners, by id. */
  readonly #readAs = new Set<string | null>();
  /** Whether the rights of one of them have changed since. */
  #misread = false;
  /** What was to be heard before the event is said, once it is being heard. */
  #heard: Promise<void> | undefined;
  #operation: ReadyOperation;
  #started: Promise<AsyncIterableIterator<Answer>> | undefined;
  #stream: AsyncIterableIterator<Answer> | undefined;

  constructor(
    settings: SourceSettings,
    requestId: string,
    first: Arrival,
    operation: ReadyOperation,
  ) {
    this.#settings = settings;
    this.requestId = requestId;
    this.#seats = new Seats(first.viewer, () => this.#end());
    this.#operation = operation;
    this.#progress = new SourceProgress(resumesAfter(operation), settings.progressed);
  }

  get signal(): AbortSignal {
    return this.#leaving.signal;
  }

  /** Under whose rights the next thing is read. Whoever asks for it reads under them. */
  get actor(): Actor {
    const { actor } = this.#seats.first;
    this.#readAs.add(actor.practitionerId);
    return actor;
  }

  get token(): string {
    return this.#seats.first.token;
  }

  get alsoFor(): readonly Actor[] {
    return this.#seats.nameOthers(this.actor);
  }

  get traceparent(): unknown {
    return this.#seats.traceparent;
  }

  /** What is committed by now of anybody's rights is heard while the logs are written. */
  allRead(): void {
    if (this.#viewers().size > 1) {
      this.#heard = this.#settings.hearNews();
    }
  }

  get operation(): ReadyOperation {
    return this.#operation;
  }

  get ended(): boolean {
    return this.#leaving.signal.aborted;
  }

  /** Whether an event is on its way: it was read, or is being read, and was not said yet. */
  get #busy(): boolean {
    return this.#stream !== undefined && this.#readAs.size > 0;
  }

  /** Whether somebody who has seen everything until here misses nothing by joining now. */
  mayBeJoinedAfter(seen: Position): boolean {
    // What it replays is not read, and logged, on behalf of those who have seen it.
    return this.#isOpenAfter(seen) && (this.#progress.isAt(seen) || this.#progress.isQuiet);
  }

  #isOpenAfter(seen: Position): boolean {
    return !this.ended && !this.#busy && this.#progress.isNoFurtherThan(seen);
  }

  /**
   * Goes over into another source that says the same, when nobody misses anything by it. `live` says
   * that the other one has nothing to replay.
   */
  goOverInto(other: LiveSource, live: boolean): void {
    const seen = this.#progress.position;
    const bothRun = this.#stream !== undefined && other.#stream !== undefined && !this.ended;
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
    const viewers = this.#viewers();
    return viewers.size === 1 && viewers.has(practitionerId);
  }

  /**
   * Ends the stream for somebody whose rights have changed, and for everybody when the event that is
   * on its way was read under those rights: then it is not said.
   */
  part(practitionerId: string): void {
    this.#misread ||= this.#readAs.has(practitionerId);
    this.#seats.breakOff(STREAM_AGAIN, practitionerId);
  }

  #viewers(): ReadonlySet<string | null> {
    return new Set([...this.#readAs, ...this.#seats.practitionerIds]);
  }

  /** Rejects when the subgraph refuses the stream. */
  async join(arrival: Arrival, left: (why: StreamEnd) => void): Promise<Reader> {
    const reader = this.#seats.take(arrival, left);
    if (this.#started === undefined) {
      this.#started = this.#open();
      this.#started.then(
        (stream) => void this.#pump(stream),
        () => this.#end(),
      );
    }
    try {
      await this.#started;
    } catch (error) {
      if (reader.ended === undefined) {
        reader.end('left');
        throw error;
      }
      // It was ended for another reason while it was being opened, which its last words say.
    }
    return reader;
  }

  async #open(): Promise<AsyncIterableIterator<Answer>> {
    const { executor, gatherMs } = this.#settings;
    if (gatherMs > 0) {
      await pause(gatherMs, undefined, { signal: this.signal });
    }
    return executor.subscribe(this.#operation, this, () => {
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

  async #pump(stream: AsyncIterableIterator<Answer>): Promise<void> {
    const { hearNews, logger } = this.#settings;
    liveSources.inc();
    this.#stream = stream;
    // Opening it has shown nothing of anybody.
    this.#nothingUnderWay();
    try {
      while (!this.ended) {
        const event = await stream.next();
        if (event.done === true) {
          this.#seats.end('complete');
          break;
        }
        if (this.#viewers().size > 1) {
          // What was read may be news to them and to whom it was read as, so the news comes first.
          await (this.#heard ?? hearNews());
        }
        this.#say(event.value);
      }
    } catch (fault) {
      const errors =
        fault instanceof SubgraphFailure ? [failureAt(fault, [])] : refusalOf(fault, logger).errors;
      this.#seats.end('interrupted', Answer.ofErrors(errors));
    } finally {
      liveSources.dec();
      this.#end();
    }
  }

  #say(answer: Answer): void {
    if (this.#misread) {
      this.#seats.breakOff(STREAM_AGAIN);
      return;
    }
    const at = streamCursors(this.#operation.prepared)?.of(answer);
    this.#progress.reach(at);
    this.#seats.tell(answer, at);
    this.#nothingUnderWay();
    this.#settings.progressed();
  }

  #nothingUnderWay(): void {
    this.#readAs.clear();
    this.#heard = undefined;
    this.#seats.forgetNamed();
    this.#progress.rest();
  }

  #end(): void {
    if (!this.ended) {
      this.#progress.stop();
      this.#leaving.abort();
      this.#stream?.return?.().catch((fault: unknown) => refusalOf(fault, this.#settings.logger));
    }
  }
}
