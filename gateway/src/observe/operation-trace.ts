import { SpanKind, type SpanOptions } from '@opentelemetry/api';
import { type SpanContext, startSpan, type Tracer } from '@connected-lives/kit/trace';
import { TimedSpan } from './timed-span.ts';

/** What the first span of an operation says of it. */
export interface TracedOperation {
  readonly name: string;
  readonly kind: string;
  readonly documentHash: string;
  readonly cost: number;
  /** One event of a live stream, and not a request. */
  readonly event: boolean;
}

/** The spans of one operation: itself, its plan, each fetch, and the writing of its answer. */
export class OperationTrace {
  readonly #tracer: Tracer;
  readonly #remote: ReadonlySet<string>;
  /** One for the whole tree, so that its order is true. */
  readonly #epochMs = Date.now() - performance.now();
  readonly #first: TimedSpan;

  /**
   * @param remote subgraphs in other processes
   * @param parent the span of a client
   */
  constructor(
    tracer: Tracer,
    remote: ReadonlySet<string>,
    { name, kind, documentHash, cost, event }: TracedOperation,
    startedAt: number,
    parent: SpanContext | undefined,
  ) {
    this.#tracer = tracer;
    this.#remote = remote;
    this.#first = this.#start(event ? `${name} event` : name, startedAt, parent, {
      kind: event ? SpanKind.CONSUMER : SpanKind.SERVER,
      attributes: {
        'graphql.operation.name': name,
        'graphql.operation.type': kind,
        'graphql.document.hash': documentHash,
        'gateway.cost': cost,
      },
    });
  }

  get id(): string {
    return this.#first.context.traceId;
  }

  /** Something that is over already. */
  add(name: string, startedAt: number, endedAt: number): void {
    this.#start(name, startedAt, this.#first.context, {}).end(endedAt);
  }

  startFetch(subgraph: string, attempt: number, startedAt: number): TimedSpan {
    const overHttp = this.#remote.has(subgraph);
    return this.#start(`fetch ${subgraph}`, startedAt, this.#first.context, {
      kind: overHttp ? SpanKind.CLIENT : SpanKind.INTERNAL,
      attributes: {
        'gateway.subgraph': subgraph,
        'gateway.attempt': attempt,
        'gateway.transport': overHttp ? 'http' : 'in process',
      },
    });
  }

  end(at: number, outcome: string, failed: boolean): void {
    this.#first.end(at, outcome, failed);
  }

  #start(
    name: string,
    startedAt: number,
    parent: SpanContext | undefined,
    options: SpanOptions,
  ): TimedSpan {
    const startTime = this.#epochMs + startedAt;
    const span = startSpan(this.#tracer, name, parent, { ...options, startTime });
    return new TimedSpan(span, this.#epochMs);
  }
}
