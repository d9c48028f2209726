import type { Actor } from '@connected-lives/kit/actor';
import type { Logger } from '@connected-lives/kit/log';
import type { VerifiedToken } from '@connected-lives/kit/token';
import { Answer } from '../answer.ts';
import { liveSources } from '../metrics.ts';
import { refusalOf } from '../errors/answer-fault.ts';
import type { Caller, Executor, ReadyOperation } from '../executor.ts';
import { SubgraphFailure } from '../plan/execution.ts';
import { failureAt } from '../plan/subgraph-error.ts';
import { STREAM_AGAIN } from './last-words.ts';
import { Reader, type StreamEnd } from './reader.ts';

/**
 * One stream of a subgraph and everybody who gets its answers. Each event is completed and written
 * once. The subgraph is told at every event who all the readers are at that moment, for each of them
 * gets a line in the access log.
 */
export class LiveSource implements Caller {
  readonly requestId: string;
  readonly operationId = crypto.randomUUID();
  readonly #executor: Executor;
  readonly #logger: Logger;
  readonly #leaving = new AbortController();
  readonly #readers = new Map<Reader, VerifiedToken>();
  readonly #hearNews: () => Promise<void>;
  /** Under whose rights the event that is on its way was read so far: practitioners, by id. */
  readonly #readAs = new Set<string | null>();
  /** Whether the rights of one of them have changed since. */
  #misread = false;
  #lastViewer: VerifiedToken;
  #operation: ReadyOperation;
  #started: Promise<AsyncIterableIterator<Answer>> | undefined;
  #stream: AsyncIterableIterator<Answer> | undefined;

  /** `hearNews` resolves when all is known that was said of anybody's rights until then. */
  constructor(
    executor: Executor,
    logger: Logger,
    hearNews: () => Promise<void>,
    requestId: string,
    first: VerifiedToken,
    operation: ReadyOperation,
  ) {
    this.#hearNews = hearNews;
    this.#executor = executor;
    this.#logger = logger;
    this.requestId = requestId;
    this.#lastViewer = first;
    this.#operation = operation;
  }

  get signal(): AbortSignal {
    return this.#leaving.signal;
  }

  /** Under whose rights the next thing is read. Whoever asks for it reads under them. */
  get actor(): Actor {
    const { actor } = this.#first;
    this.#readAs.add(actor.practitionerId);
    return actor;
  }

  get token(): string {
    return this.#first.token;
  }

  get alsoFor(): readonly Actor[] {
    const others = new Map<string, Actor>();
    for (const { actor } of this.#readers.values()) {
      others.set(actor.id, actor);
    }
    others.delete(this.actor.id);
    return [...others.values()];
  }

  get operation(): ReadyOperation {
    return this.#operation;
  }

  get ended(): boolean {
    return this.#leaving.signal.aborted;
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
    for (const [reader, { actor }] of this.#readers) {
      if (actor.practitionerId === practitionerId) {
        reader.breakOff('again', STREAM_AGAIN);
      }
    }
  }

  #viewers(): ReadonlySet<string | null> {
    const viewers = new Set(this.#readAs);
    for (const { actor } of this.#readers.values()) {
      viewers.add(actor.practitionerId);
    }
    return viewers;
  }

  get #first(): VerifiedToken {
    for (const viewer of this.#readers.values()) {
      this.#lastViewer = viewer;
      break;
    }
    return this.#lastViewer;
  }

  /** Rejects when the subgraph refuses the stream. */
  async join(viewer: VerifiedToken, left: (why: StreamEnd) => void): Promise<Reader> {
    const reader = new Reader((why) => {
      this.#readers.delete(reader);
      left(why);
      if (this.#readers.size === 0) {
        this.#end();
      }
    });
    this.#readers.set(reader, viewer);
    if (this.#started === undefined) {
      this.#started = this.#executor.subscribe(this.#operation, this, () => this.#operation);
      this.#started.then(
        (stream) => void this.#pump(stream),
        () => this.#end(),
      );
    }
    try {
      await this.#started;
    } catch (error) {
      reader.end('left');
      throw error;
    }
    return reader;
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
    this.#endReaders('complete', lastWords);
    this.#end();
  }

  async #pump(stream: AsyncIterableIterator<Answer>): Promise<void> {
    liveSources.inc();
    this.#stream = stream;
    // Opening it has shown nothing of anybody.
    this.#readAs.clear();
    try {
      while (!this.ended) {
        const event = await stream.next();
        if (event.done === true) {
          this.#endReaders('complete');
          break;
        }
        if (this.#viewers().size > 1) {
          // What was read may be news to them and to whom it was read as, so the news comes first.
          await this.#hearNews();
        }
        for (const reader of this.#readers.keys()) {
          if (this.#misread) {
            reader.breakOff('again', STREAM_AGAIN);
          } else {
            reader.push(event.value);
          }
        }
        this.#readAs.clear();
      }
    } catch (fault) {
      const errors =
        fault instanceof SubgraphFailure
          ? [failureAt(fault, [])]
          : refusalOf(fault, this.#logger).errors;
      this.#endReaders('interrupted', Answer.ofErrors(errors));
    } finally {
      liveSources.dec();
      this.#end();
    }
  }

  #endReaders(why: 'complete' | 'interrupted', lastWords?: Answer): void {
    for (const reader of this.#readers.keys()) {
      reader.end(why, lastWords);
    }
  }

  #end(): void {
    if (!this.ended) {
      this.#leaving.abort();
      this.#stream?.return?.().catch((fault: unknown) => refusalOf(fault, this.#logger));
    }
  }
}
