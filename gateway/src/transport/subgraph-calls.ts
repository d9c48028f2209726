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

/**
 * One client operation's dealings with all subgraphs. Each is opened when it is first asked, and
 * every one that was opened must be closed before the answer leaves: that is when it writes the
 * access log.
 */
export class SubgraphCalls {
  readonly #subgraphs: ReadonlyMap<string, Subgraph>;
  readonly #request: OperationRequest;
  readonly #settings: CallSettings;
  readonly #opened = new Map<string, SubgraphOperation>();

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
      const operation = this.#open(name);
      const result = await this.#inTime(name, () => operation.execute(fetch));
      outcome = 'answered';
      return result;
    } catch (fault) {
      throw this.#failure(name, fault);
    } finally {
      this.#settings.fetched(name, outcome, (performance.now() - startedAt) / 1_000);
    }
  }

  /** Refuses the whole answer when a subgraph could not say in its access log who was looked up. */
  async close(): Promise<void> {
    const closings = [...this.#opened].map(async ([name, operation]) => {
      try {
        await this.#inTime(name, () => operation.close());
      } catch (fault) {
        this.#settings.failed(name, this.#request.requestId, fault);
        throw fault;
      }
    });
    const results = await Promise.allSettled(closings);
    if (results.some(({ status }) => status === 'rejected')) {
      throw RequestRefusal.of(
        'ACCESS_LOG_UNAVAILABLE',
        'Who looked at this record could not be written down, so it is not shown. Try again.',
        { status: 503, wellFormed: true },
      );
    }
  }

  #open(name: string): SubgraphOperation {
    let operation = this.#opened.get(name);
    if (operation === undefined) {
      const subgraph = this.#subgraphs.get(name);
      if (subgraph === undefined) {
        throw new Error(`The supergraph knows a subgraph ${name} that the gateway was not given.`);
      }
      operation = subgraph.open(this.#request);
      this.#opened.set(name, operation);
    }
    return operation;
  }

  async #inTime<T>(name: string, work: () => Promise<T>): Promise<T> {
    const { deadline, signal } = this.#request;
    const waitMs = Math.min(this.#settings.subgraphTimeoutMs, deadline - Date.now());
    if (waitMs <= 0 || signal.aborted) {
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
