import type { Logger } from '@connected-lives/kit/log';
import type { SpanContext, Tracer } from '@connected-lives/kit/trace';
import { liveEventSeconds, operationLabel, operations, operationSeconds } from '../metrics.ts';
import type { AnswerError } from '../plan/execution.ts';
import type { PreparedOperation } from '../plan/prepared-operation.ts';
import { FetchWatch, type SeenFetch } from './fetch-watch.ts';
import { OperationTrace } from './operation-trace.ts';
import type { VariablesHash } from './variables-hash.ts';

/** How an operation ended: `left` is that the client did not wait, `failed` that it was our fault. */
export type OperationOutcome = 'answered' | 'errors' | 'refused' | 'left' | 'failed';

/** What is looked at of an operation that is ready to run. */
export interface WatchedOperation {
  readonly prepared: Pick<PreparedOperation, 'name' | 'kind' | 'hash'>;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Points of the whole answer. */
  readonly cost: number;
  /** When it was planned, by `performance.now()`, if it was not kept planned already. */
  readonly planned: { readonly startedAt: number; readonly endedAt: number } | undefined;
}

/** What every watch of a gateway has in common. */
export interface Watching {
  readonly logger: Logger;
  readonly tracer: Tracer | undefined;
  readonly remote: ReadonlySet<string>;
  readonly slowOperationMs: number;
  readonly hashOf: VariablesHash;
}

/** Errors that nobody who asked can do anything about. */
const FAULT_CODES: ReadonlySet<unknown> = new Set([
  undefined,
  'INTERNAL',
  'SUBGRAPH_TIMEOUT',
  'SUBGRAPH_UNAVAILABLE',
  'UNEXPECTED_NULL',
]);

/**
 * One run of an operation, or one event of a live stream, while somebody watches. What it keeps and
 * tells names operations, subgraphs and codes, and never variables, documents or people.
 */
export class OperationWatch {
  /** Each question to a subgraph, as it ended. */
  readonly fetches: SeenFetch[] = [];
  readonly #watching: Watching;
  readonly #operation: WatchedOperation;
  readonly #requestId: string;
  readonly #event: boolean;
  readonly #label: string;
  readonly #startedAt: number;
  readonly #trace: OperationTrace | undefined;
  #faults = 0;

  constructor(
    watching: Watching,
    operation: WatchedOperation,
    requestId: string,
    parent: SpanContext | undefined,
    event: boolean,
  ) {
    this.#watching = watching;
    this.#operation = operation;
    this.#requestId = requestId;
    this.#event = event;
    this.#label = operationLabel(operation.prepared.name);
    const planned = event ? undefined : operation.planned;
    this.#startedAt = planned?.startedAt ?? performance.now();
    this.#trace = this.#startTrace(parent);
    if (planned !== undefined) {
      this.#trace?.add('plan', planned.startedAt, planned.endedAt);
    }
  }

  /** Begins to watch one question to a subgraph. */
  asks(subgraph: string, attempt: number): FetchWatch {
    const startedAt = performance.now();
    const span = this.#trace?.startFetch(subgraph, attempt, startedAt);
    return new FetchWatch(this.fetches, subgraph, attempt, startedAt, span);
  }

  /** Says when the answer was written, which began at this reading of the clock. */
  wrote(startedAt: number): void {
    this.#trace?.add('projection', startedAt, performance.now());
  }

  /** Looks at the errors of the answer for those that are faults. */
  saw(errors: Iterable<AnswerError>): void {
    for (const { extensions } of errors) {
      if (FAULT_CODES.has(extensions?.['code'])) {
        this.#faults++;
      }
    }
  }

  end(outcome: OperationOutcome): void {
    const endedAt = performance.now();
    const ms = endedAt - this.#startedAt;
    if (this.#event) {
      liveEventSeconds.observe({ operation: this.#label }, ms / 1_000);
    } else {
      operations.inc({ operation: this.#label, kind: this.#operation.prepared.kind, outcome });
      operationSeconds.observe({ operation: this.#label }, ms / 1_000);
    }
    const failed = outcome !== 'left' && (outcome === 'failed' || this.#faults > 0);
    this.#trace?.end(endedAt, outcome, failed);
    if (failed || ms >= this.#watching.slowOperationMs) {
      this.#log(outcome, failed, ms);
    }
  }

  #log(outcome: OperationOutcome, failed: boolean, ms: number): void {
    const { prepared, variables, cost } = this.#operation;
    const { logger, hashOf } = this.#watching;
    logger.warn(
      {
        operation: prepared.name,
        documentHash: prepared.hash,
        kind: prepared.kind,
        outcome,
        ms: Math.round(ms),
        subgraphMs: this.#subgraphMs(),
        cost,
        requestId: this.#requestId,
        variablesHash: hashOf(variables),
        ...(this.#trace !== undefined && { traceId: this.#trace.id }),
      },
      failed ? 'operation failed' : 'slow operation',
    );
  }

  /** How long each subgraph was waited for in all: more than the whole, when several were at once. */
  #subgraphMs(): Record<string, number> {
    const sums: Record<string, number> = {};
    for (const { subgraph, ms } of this.fetches) {
      sums[subgraph] = Math.round((sums[subgraph] ?? 0) + ms);
    }
    return sums;
  }

  #startTrace(parent: SpanContext | undefined): OperationTrace | undefined {
    const { tracer, remote } = this.#watching;
    if (tracer === undefined) {
      return undefined;
    }
    const { prepared, cost } = this.#operation;
    const { kind, hash: documentHash } = prepared;
    const traced = { name: this.#label, kind, documentHash, cost, event: this.#event };
    return new OperationTrace(tracer, remote, traced, this.#startedAt, parent);
  }
}
