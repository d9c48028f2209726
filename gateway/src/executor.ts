import type { GraphQLSchema } from 'graphql';
import type { OperationRequest, Subgraph } from '@connected-lives/kit/subgraph';
import { Answer } from './answer.ts';
import { type Caller, CallersRequest } from './callers-request.ts';
import type { ExecutorSettings } from './executor-settings.ts';
import { DEFAULT_LIMITS, type Limits } from './limits/limits.ts';
import { planSeconds } from './metrics.ts';
import type { Observer } from './observe/observer.ts';
import type { OperationWatch, WatchedOperation } from './observe/operation-watch.ts';
import { ErrorList, type Execution, type Fields, type Step } from './plan/execution.ts';
import type { CompiledOperation } from './plan/compile-operation.ts';
import { OperationStore } from './plan/operation-store.ts';
import type { PreparedOperation } from './plan/prepared-operation.ts';
import { mapEvents } from './live/map-events.ts';
import { pickVariables } from './plan/root-fetch.ts';
import { readSupergraph } from './plan/supergraph.ts';
import { watched } from './observe/watched.ts';
import { openStream } from './transport/open-stream.ts';
import {
  type CallSettings,
  requireSubgraph,
  retryDelayMs,
  SubgraphCalls,
} from './transport/subgraph-calls.ts';
import { SubgraphCircuits } from './transport/subgraph-circuits.ts';

export interface ClientOperation {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

/** An operation and its checked variables: what remains is to run it. */
export interface ReadyOperation extends WatchedOperation {
  /** Of the graph that the operation was prepared for. */
  readonly schema: GraphQLSchema;
  readonly prepared: PreparedOperation;
  readonly compiled: CompiledOperation;
}

/** A report reads a whole council. */
const SLOW_FIELDS = ['Query.outcomeReport'];
/**
 * Applying leaves personal data behind, so that a machine does it a dozen times a minute at most:
 * enough for whoever mistypes a few times, and for two who apply from one library.
 */
const PUBLIC_WEIGHTS = { 'Mutation.applyForRole': 80 };
const PUBLIC_DOCUMENTS_MAX = 100;
const NO_VARIABLES: Readonly<Record<string, unknown>> = Object.freeze({});

/** Runs operations of clients on the subgraphs, whatever protocol they came by. */
export class Executor {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly #operations: OperationStore;
  /** Apart, so that nobody without a token drives out what others have planned. */
  readonly #publicOperations: OperationStore;
  readonly #subgraphs: ReadonlyMap<string, Subgraph>;
  readonly #calls: CallSettings;
  readonly #slowCalls: CallSettings;
  readonly #operationTimeoutMs: number;
  readonly #slowOperationTimeoutMs: number;
  readonly #observer: Observer | undefined;

  constructor(settings: ExecutorSettings) {
    const supergraph = readSupergraph(settings.supergraphSdl);
    this.schema = supergraph.schema;
    this.limits = { ...DEFAULT_LIMITS, ...settings.limits };
    this.#publicOperations = new OperationStore(supergraph, {
      limits: this.limits,
      weights: { ...PUBLIC_WEIGHTS, ...settings.weights },
      introspection: false,
      suggestions: false,
      documentsMax: PUBLIC_DOCUMENTS_MAX,
      publicOnly: true,
    });
    this.#operations = new OperationStore(supergraph, {
      limits: this.limits,
      weights: settings.weights ?? {},
      introspection: settings.introspection ?? true,
      suggestions: settings.suggestions ?? true,
      documentsMax: settings.documentsMax ?? 1_000,
      slowFields: new Set(settings.slowFields ?? SLOW_FIELDS),
      ...(settings.notPlannable !== undefined && { notPlannable: settings.notPlannable }),
    });
    this.#subgraphs = new Map(settings.subgraphs.map((subgraph) => [subgraph.name, subgraph]));
    for (const name of supergraph.subgraphNames) {
      requireSubgraph(this.#subgraphs, name);
    }
    this.#calls = {
      subgraphTimeoutMs: settings.subgraphTimeoutMs ?? 2_000,
      retryDelayMs: settings.retryDelayMs ?? retryDelayMs,
      circuits: settings.circuits ?? new SubgraphCircuits(),
      failed: settings.failed ?? (() => {}),
      fetched: settings.fetched ?? (() => {}),
    };
    this.#slowCalls = {
      ...this.#calls,
      subgraphTimeoutMs: settings.slowSubgraphTimeoutMs ?? 15_000,
    };
    this.#operationTimeoutMs = settings.operationTimeoutMs ?? 10_000;
    this.#slowOperationTimeoutMs = settings.slowOperationTimeoutMs ?? 25_000;
    this.#observer = settings.observer;
  }

  get documentsKept(): number {
    return this.#operations.size;
  }

  get subgraphs(): readonly Subgraph[] {
    return [...this.#subgraphs.values()];
  }

  /** Throws a `RequestRefusal` when the operation is not to be run. */
  prepare(operation: ClientOperation): ReadyOperation {
    return this.#prepare(this.#operations, operation);
  }

  /** The same for whoever has no token. Refuses what touches more than the graph's public part. */
  preparePublic(operation: ClientOperation): ReadyOperation {
    return this.#prepare(this.#publicOperations, operation);
  }

  #prepare(operations: OperationStore, operation: ClientOperation): ReadyOperation {
    const given = operation.variables ?? NO_VARIABLES;
    const startedAt = performance.now();
    const compiledBefore = operations.compiled;
    const prepared = operations.prepare(operation.query, operation.operationName ?? null, given);
    const cost = prepared.costOf(given);
    const variables = prepared.coerceVariables(given);
    const compiled = prepared.compiledFor(variables);
    const planned =
      operations.compiled === compiledBefore
        ? undefined
        : { startedAt, endedAt: performance.now() };
    if (planned !== undefined) {
      planSeconds.observe((planned.endedAt - startedAt) / 1_000);
    }
    return { schema: this.schema, prepared, compiled, variables, cost, planned };
  }

  /** Plans what an earlier executor was asked for last, one plan for each step. */
  planAgain(earlier: Executor): Generator<void, void, void> {
    return this.#operations.planAgain(earlier.#operations);
  }

  /** The same operation for the graph of this executor. Throws as `prepare` does. */
  renew({ prepared, variables }: ReadyOperation): ReadyOperation {
    return this.prepare({ query: prepared.source, operationName: prepared.name, variables });
  }

  execute(operation: ReadyOperation, caller: Caller, watch?: OperationWatch): Promise<Answer> {
    return watched(watch, caller, () =>
      this.#run(operation, caller, operation.compiled.run, watch),
    );
  }

  /**
   * The stream of a subscription's events, each with the fields that other subgraphs add. `latest`
   * says how that is planned now: a stream may outlive a change of the supergraph.
   */
  async subscribe(
    operation: ReadyOperation,
    caller: Caller,
    latest: () => ReadyOperation = () => operation,
  ): Promise<AsyncIterableIterator<Answer>> {
    const { prepared, compiled, variables } = operation;
    const source = compiled.eventSource;
    const subgraph = source && this.#subgraphs.get(source.subgraph);
    if (source === undefined || subgraph === undefined) {
      throw new Error('There is no subgraph with this stream.');
    }
    const request = this.#requestOf(prepared, caller);
    const waitMs = this.#operationTimeoutMs;
    // A stream has no end of its own: each of its events gets the time of an operation.
    Object.defineProperty(request, 'deadline', { get: () => Date.now() + waitMs });
    const fetch = {
      document: source.document,
      variables: pickVariables(variables, source.variableUsages),
      operationName: null,
    };
    const events = await openStream(subgraph, request, fetch, this.#calls);
    const answerTo = (event: Parameters<typeof source.take>[0]): Promise<Answer> => {
      const now = latest();
      const { requestId, traceparent } = caller;
      const watch = this.#observer?.begin(now, { requestId, traceparent, event: true });
      const step: Step = async (execution) => {
        now.compiled.eventSource?.take(event, execution);
        await now.compiled.run(execution);
        caller.allRead?.();
      };
      return watched(watch, caller, () => this.#run(now, caller, step, watch));
    };
    return mapEvents(events, answerTo);
  }

  async #run(
    { prepared, compiled, variables }: ReadyOperation,
    caller: Caller,
    step: Step,
    watch: OperationWatch | undefined,
  ): Promise<Answer> {
    const calls = new SubgraphCalls(
      this.#subgraphs,
      this.#requestOf(prepared, caller),
      prepared.slow ? this.#slowCalls : this.#calls,
      watch,
    );
    const execution: Execution = {
      data: Object.assign(Object.create(null) as Fields, { __typename: compiled.rootTypename }),
      variables,
      errors: new ErrorList(),
      absent: new Set(),
      fetch: (name, fetch) => calls.fetch(name, fetch),
    };
    try {
      await step(execution);
    } finally {
      // Also when a step failed: a transaction that stays open holds a connection.
      await calls.close();
    }
    const writingAt = performance.now();
    const text = compiled.write(execution);
    watch?.wrote(writingAt);
    const failed = execution.errors.size > 0;
    if (failed) {
      watch?.saw(execution.errors);
    }
    return new Answer(text, failed);
  }

  #requestOf(prepared: PreparedOperation, caller: Caller): OperationRequest {
    const waitMs = prepared.slow ? this.#slowOperationTimeoutMs : this.#operationTimeoutMs;
    return new CallersRequest(prepared, caller, Date.now() + waitMs);
  }
}
