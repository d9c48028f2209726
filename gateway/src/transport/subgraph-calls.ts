import type { ExecutionResult } from 'graphql';
import type {
  OperationRequest,
  Subgraph,
  SubgraphFetch,
  SubgraphOperation,
} from '@connected-lives/kit/subgraph';
import { RequestRefusal } from '../errors/request-refusal.ts';
import { SubgraphFailure } from '../plan/execution.ts';

export interface CallSettings {
  /** How long one fetch may take, in milliseconds; the deadline of the operation may be nearer. */
  readonly subgraphTimeoutMs: number;
  /** Told of a fault of a subgraph that the client hears of only as "did not answer". */
  readonly failed: (subgraph: string, requestId: string, fault: unknown) => void;
  /** Told how long each fetch took, in seconds. */
  readonly fetched: (subgraph: string, outcome: 'answered' | 'failed', seconds: number) => void;
}

interface Opened {
  readonly operation: SubgraphOperation;
  answered: boolean;
}

/**
 * One client operation's dealings with all subgraphs. Each is opened when it is first asked, and
 * every one that was opened must be closed before the answer leaves: that is when it writes the
 * access log.
 */
export class SubgraphCalls {
  readonly #subgraphs: ReadonlyMap<string, Subgraph>;
  readonly #request: OperationRequest;
  readonly #settings: CallSettings;
  readonly #opened = new Map<string, Opened>();

  constructor(
    subgraphs: ReadonlyMap<string, Subgraph>,
    request: OperationRequest,
    settings: CallSettings,
  ) {
    this.#subgraphs = subgraphs;
    this.#request = request;
    this.#settings = settings;
  }

  /** Rejects with a `SubgraphFailure` when there is no answer, and with nothing else. */
  async fetch(name: string, fetch: SubgraphFetch): Promise<ExecutionResult> {
    const startedAt = performance.now();
    let outcome: 'answered' | 'failed' = 'failed';
    try {
      const opened = this.#open(name);
      const result = await this.#inTime(name, this.#remainingMs(), () =>
        opened.operation.execute(fetch),
      );
      opened.answered = true;
      outcome = 'answered';
      return result;
    } catch (fault) {
      throw this.#failure(name, fault);
    } finally {
      this.#settings.fetched(name, outcome, (performance.now() - startedAt) / 1_000);
    }
  }

  /**
   * Refuses the whole answer when a subgraph could not say in its access log who was looked up. One
   * that never answered has nothing in the answer, so nobody waits for it.
   */
  async close(): Promise<void> {
    const logged = await Promise.all(
      [...this.#opened].map(([name, { operation, answered }]) => {
        const closing = this.#close(name, operation);
        return answered ? closing : Promise.resolve(true);
      }),
    );
    if (logged.includes(false)) {
      throw RequestRefusal.of(
        'ACCESS_LOG_UNAVAILABLE',
        'Who looked at this record could not be written down, so it is not shown. Try again.',
        { status: 503, wellFormed: true },
      );
    }
  }

  async #close(name: string, operation: SubgraphOperation): Promise<boolean> {
    try {
      await this.#inTime(name, this.#settings.subgraphTimeoutMs, () => operation.close());
      return true;
    } catch (fault) {
      this.#settings.failed(name, this.#request.requestId, fault);
      return false;
    }
  }

  #open(name: string): Opened {
    let opened = this.#opened.get(name);
    if (opened === undefined) {
      const subgraph = this.#subgraphs.get(name);
      if (subgraph === undefined) {
        throw new Error(`The supergraph knows a subgraph ${name} that the gateway was not given.`);
      }
      opened = { operation: subgraph.open(this.#request), answered: false };
      this.#opened.set(name, opened);
    }
    return opened;
  }

  #remainingMs(): number {
    const { deadline, signal } = this.#request;
    return signal.aborted ? 0 : Math.min(this.#settings.subgraphTimeoutMs, deadline - Date.now());
  }

  async #inTime<T>(name: string, waitMs: number, work: () => Promise<T>): Promise<T> {
    if (waitMs <= 0) {
      throw timedOut(name);
    }
    let timer: NodeJS.Timeout | undefined;
    try {
      return await Promise.race([
        work(),
        new Promise<never>((_resolve, reject) => {
          timer = setTimeout(() => reject(timedOut(name)), waitMs);
        }),
      ]);
    } finally {
      clearTimeout(timer);
    }
  }

  #failure(name: string, fault: unknown): SubgraphFailure {
    this.#settings.failed(name, this.#request.requestId, fault);
    return fault instanceof SubgraphFailure
      ? fault
      : new SubgraphFailure('SUBGRAPH_UNAVAILABLE', `${name} could not be reached.`);
  }
}

function timedOut(name: string): SubgraphFailure {
  return new SubgraphFailure('SUBGRAPH_TIMEOUT', `${name} did not answer in time.`);
}
