import type { GraphQLSchema } from 'graphql';
import type { Actor } from '@connected-lives/kit/actor';
import type { OperationRequest, Subgraph } from '@connected-lives/kit/subgraph';
import { Answer } from './answer.ts';
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
import { type CallSettings, retryDelayMs, SubgraphCalls } from './transport/subgraph-calls.ts';
import { SubgraphCircuits } from './transport/subgraph-circuits.ts';

/** How long things may take, in milliseconds. */
export interface Timeouts {
  /** One fetch of a subgraph. */
  readonly subgraphTimeoutMs: number;
  /** A whole answer. */
  readonly operationTimeoutMs: number;
  /** The same for an operation that asks for a slow field. */
  readonly slowSubgraphTimeoutMs: number;
  readonly slowOperationTimeoutMs: number;
}

export interface ExecutorSettings extends Partial<CallSettings>, Partial<Timeouts> {
  readonly supergraphSdl: string;
  readonly subgraphs: readonly Subgraph[];
  readonly limits?: Partial<Limits>;
  /** Cost points of single fields, by `Type.field`. */
  readonly weights?: Readonly<Record<string, number>>;
  readonly introspection?: boolean;
  readonly suggestions?: boolean;
  /** Told of a document, by its hash, for which there is no plan, with the planner's reason. */
  readonly notPlannable?: (hash: string, reason: string) => void;
  /** How many prepared documents are kept. */
  readonly documentsMax?: number;
  /** Fields that may take their time, by `Type.field`: whoever asks for one gets the slow times. */
  readonly slowFields?: readonly string[];
  /** Watches the events of live streams; whoever runs an operation watches that. */
  readonly observer?: Observer;
}

export interface ClientOperation {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

/** Who asks, under which number, and until when anybody listens. */
export interface Caller {
  readonly actor: Actor;
  readonly token: string | null;
  readonly requestId: string;
  readonly signal: AbortSignal;
  readonly alsoFor?: readonly Actor[];
  /** Of a live stream, for all its events; any other operation is given one here. */
  readonly operationId?: string;
  /** Of a live stream: what its client sent of W3C Trace Context, for the event that is next. */
  readonly traceparent?: unknown;
  /** Called when everything was read for an event of a live stream, while the logs are written. */
  readonly allRead?: () => void;
  /**
   * Called when a subgraph has come past an event of a live stream of which nothing leaves, and
   * awaited before it reads the next one.
   */
  readonly passedOver?: (cursor: string) => Promise<void>;
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
/** Applying leaves personal data behind, so that a machine does it a few times a minute at most. */
const PUBLIC_WEIGHTS = { 'Mutation.applyForRole': 200 };
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
      if (!this.#subgraphs.has(name)) {
        throw new Error(`The supergraph knows a subgraph ${name} that the gateway was not given.`);
      }
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

/** Who asks is read at every use: on a shared stream, who listens changes from event to event. */
class CallersRequest implements OperationRequest {
  readonly requestId: string;
  readonly operationId: string;
  readonly operationName: string | null;
  readonly operationKind: OperationRequest['operationKind'];
  readonly deadline: number;
  readonly signal: AbortSignal;
  /** Not `#caller`: a subgraph makes an object of its own upon this one. */
  private readonly caller: Caller;

  constructor({ name, kind }: PreparedOperation, caller: Caller, deadline: number) {
    this.requestId = caller.requestId;
    this.operationId = caller.operationId ?? crypto.randomUUID();
    this.operationName = name;
    this.operationKind = kind;
    this.deadline = deadline;
    this.signal = caller.signal;
    this.caller = caller;
  }

  get actor(): Actor {
    return this.caller.actor;
  }

  get alsoFor(): readonly Actor[] {
    return this.caller.alsoFor ?? [];
  }

  get token(): string | null {
    return this.caller.token;
  }

  async passedOver(cursor: string): Promise<void> {
    await this.caller.passedOver?.(cursor);
  }
}

/** An executor on its own, for tests and for benchmarks. */
export function createExecutor(settings: ExecutorSettings): Executor {
  return new Executor(settings);
}
