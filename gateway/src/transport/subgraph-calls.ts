import { setTimeout as pause } from 'node:timers/promises';
import type { ExecutionResult } from 'graphql';
import type {
  OperationRequest,
  Subgraph,
  SubgraphFetch,
  SubgraphOperation,
} from '@connected-lives/kit/subgraph';
import { RequestRefusal } from '../errors/request-refusal.ts';
import type { FetchOutcome } from '../observe/fetch-watch.ts';
import type { OperationWatch } from '../observe/operation-watch.ts';
import { SubgraphFailure } from '../plan/execution.ts';
import type { Outcome } from './circuit-breaker.ts';
import { IdenticalFetches } from './identical-fetches.ts';
import { inTime, unavailable } from './in-time.ts';
import type { SubgraphCircuits } from './subgraph-circuits.ts';

/** A fetch with the moment and the signal at which nobody waits for its answer any more. */
export type TimedFetch = SubgraphFetch & Required<Pick<SubgraphFetch, 'deadline' | 'signal'>>;

const RETRY_DELAY_MS_MIN = 20;
const RETRY_DELAY_MS_MAX = 80;

/** Never the same for all: clients of one failure would come back together. */
export function retryDelayMs(): number {
  return RETRY_DELAY_MS_MIN + Math.random() * (RETRY_DELAY_MS_MAX - RETRY_DELAY_MS_MIN);
}

export interface CallSettings {
  /**
   * How long one fetch may take with its second try, in milliseconds; the deadline of the operation
   * may be nearer.
   */
  readonly subgraphTimeoutMs: number;
  /** How long to wait before the second try, in milliseconds. */
  readonly retryDelayMs: () => number;
  readonly circuits: SubgraphCircuits;
  /** Told of a fault of a subgraph that the client hears of only as "did not answer". */
  readonly failed: (subgraph: string, requestId: string, fault: unknown) => void;
  /** Told how long each question to a subgraph took, in seconds. */
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
  readonly #watch: OperationWatch | undefined;
  readonly #opened = new Map<string, Opened>();
  readonly #underWay = new IdenticalFetches();

  constructor(
    subgraphs: ReadonlyMap<string, Subgraph>,
    request: OperationRequest,
    settings: CallSettings,
    watch?: OperationWatch,
  ) {
    this.#subgraphs = subgraphs;
    this.#request = request;
    this.#settings = settings;
    this.#watch = watch;
  }

  /**
   * Rejects with a `SubgraphFailure` when there is no answer, and with nothing else. A mutation is
   * asked exactly once: no answer does not mean that nothing was done.
   */
  async fetch(name: string, fetch: SubgraphFetch): Promise<ExecutionResult> {
    if (this.#request.operationKind === 'mutation') {
      return this.#ask(name, fetch, this.#deadline());
    }
    return this.#underWay.join(name, fetch, () => this.#askTwice(name, fetch));
  }

  /** Once more after a moment if there was no answer. Both tries share one deadline. */
  async #askTwice(name: string, fetch: SubgraphFetch): Promise<ExecutionResult> {
    const deadline = this.#deadline();
    try {
      return await this.#ask(name, fetch, deadline);
    } catch (failure) {
      const delayMs = this.#settings.retryDelayMs();
      const { state } = this.#settings.circuits.of(name);
      if (state !== 'closed' || this.#remainingMs(deadline) <= delayMs) {
        throw failure;
      }
      await pause(delayMs);
      return this.#ask(name, fetch, deadline, 2);
    }
  }

  /**
   * A client that leaves ends what it asked, but not a mutation that was sent already: it was meant
   * to be done, and whoever closes a page after pressing a button expects that it is.
   */
  async #ask(
    name: string,
    fetch: SubgraphFetch,
    deadline: number,
    attempt = 1,
  ): Promise<ExecutionResult> {
    const { operationKind, signal: leaving } = this.#request;
    const circuit = this.#settings.circuits.of(name);
    const admission = circuit.admit();
    const watch = this.#watch?.asks(name, attempt);
    if (admission === 'refused') {
      watch?.end('NOT_ASKED');
      throw unavailable(name);
    }
    const startedAt = performance.now();
    let outcome: Outcome = 'failed';
    let seen: FetchOutcome = 'SUBGRAPH_UNAVAILABLE';
    try {
      const opened = this.#open(name);
      const result = await inTime(
        name,
        this.#remainingMs(deadline),
        operationKind === 'mutation' ? undefined : leaving,
        (signal) => opened.operation.execute({ ...fetch, deadline, signal, trace: watch?.trace }),
      );
      opened.answered = true;
      outcome = 'answered';
      seen = result.errors === undefined ? 'answered' : 'errors';
      return result;
    } catch (fault) {
      const waitedMs = performance.now() - startedAt;
      outcome = this.#saysNothing(fault, waitedMs) ? 'unknown' : 'failed';
      if (!leaving.aborted) {
        this.#settings.failed(name, this.#request.requestId, fault);
      }
      const failure = fault instanceof SubgraphFailure ? fault : unavailable(name);
      seen = failure.code;
      throw failure;
    } finally {
      circuit.settle(admission, outcome);
      watch?.end(seen);
      const seconds = (performance.now() - startedAt) / 1_000;
      this.#settings.fetched(name, outcome === 'answered' ? 'answered' : 'failed', seconds);
    }
  }

  /** The client left, or the subgraph was given less time than it may take. */
  #saysNothing(fault: unknown, waitedMs: number): boolean {
    const timedOut = fault instanceof SubgraphFailure && fault.code === 'SUBGRAPH_TIMEOUT';
    return (
      this.#request.signal.aborted ||
      (timedOut && waitedMs < this.#settings.subgraphTimeoutMs - RETRY_DELAY_MS_MAX)
    );
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
      await inTime(name, this.#settings.subgraphTimeoutMs, undefined, () => operation.close());
      return true;
    } catch (fault) {
      this.#settings.failed(name, this.#request.requestId, fault);
      return false;
    }
  }

  #open(name: string): Opened {
    let opened = this.#opened.get(name);
    if (opened === undefined) {
      const subgraph = requireSubgraph(this.#subgraphs, name);
      opened = { operation: subgraph.open(this.#request), answered: false };
      this.#opened.set(name, opened);
    }
    return opened;
  }

  #deadline(): number {
    return Math.min(this.#request.deadline, Date.now() + this.#settings.subgraphTimeoutMs);
  }

  #remainingMs(deadline: number): number {
    return this.#request.signal.aborted ? 0 : deadline - Date.now();
  }
}

export function requireSubgraph(subgraphs: ReadonlyMap<string, Subgraph>, name: string): Subgraph {
  const subgraph = subgraphs.get(name);
  if (subgraph === undefined) {
    throw new Error(`The supergraph knows a subgraph ${name} that the gateway was not given.`);
  }
  return subgraph;
}
