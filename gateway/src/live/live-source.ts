import type { Actor } from '@connected-lives/kit/actor';
import type { Logger } from '@connected-lives/kit/log';
import type { VerifiedToken } from '@connected-lives/kit/token';
import { Answer } from '../answer.ts';
import { liveSources } from '../metrics.ts';
import { refusalOf } from '../errors/answer-fault.ts';
import type { Caller, Executor, ReadyOperation } from '../executor.ts';
import { SubgraphFailure } from '../plan/execution.ts';
import { failureAt } from '../plan/subgraph-error.ts';
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
  #lastViewer: VerifiedToken;
  #operation: ReadyOperation;
  #started: Promise<AsyncIterableIterator<Answer>> | undefined;
  #stream: AsyncIterableIterator<Answer> | undefined;

  constructor(
    executor: Executor,
    logger: Logger,
    requestId: string,
    first: VerifiedToken,
    operation: ReadyOperation,
  ) {
    this.#executor = executor;
    this.#logger = logger;
    this.requestId = requestId;
    this.#lastViewer = first;
    this.#operation = operation;
  }

  get signal(): AbortSignal {
    return this.#leaving.signal;
  }

  get actor(): Actor {
    return this.#first.actor;
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
    try {
      while (!this.ended) {
        const event = await stream.next();
        if (event.done === true) {
          this.#endReaders('complete');
          break;
        }
        for (const reader of this.#readers.keys()) {
          reader.push(event.value);
        }
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
