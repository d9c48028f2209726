import { SpanKind } from '@opentelemetry/api';
import {
  createSourceEventStream,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  parse,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Actor } from './actor.ts';
import { ServiceContext, type ServiceParts } from './context.ts';
import { tellable } from './fault.ts';
import { liveStreams, subgraphSeconds } from './metrics.ts';
import { asksPublicOnly, publicCoordinates, tokenNeeded } from './public-operations.ts';
import { quickSerializers } from './quick-serializers.ts';
import type { OperationRequest, Subgraph, SubgraphFetch, SubgraphOperation } from './subgraph.ts';
import { type Span, startSpan } from './trace.ts';
import { ViewerRights } from './viewer-rights.ts';

const DOCUMENTS_MAX = 1_000;

interface CompiledDocument extends Pick<CompiledQuery, 'query'> {
  /** Whether it touches nothing but what may be asked without a token. */
  readonly publicOnly: boolean;
}

/** A subgraph in this process: no serialisation, the actor and the deadline passed as objects. */
export class InProcessSubgraph<DB, L> implements Subgraph {
  readonly name: string;
  readonly #schema: GraphQLSchema;
  readonly #parts: ServiceParts;
  readonly #createLoaders: (ctx: ServiceContext<DB>) => L;
  readonly #documents = new Map<string, CompiledDocument>();
  readonly #public: ReadonlySet<string>;
  readonly #rights: ViewerRights;
  readonly #serializers: ReturnType<typeof quickSerializers>;

  constructor(
    schema: GraphQLSchema,
    parts: ServiceParts,
    createLoaders: (ctx: ServiceContext<DB>) => L,
  ) {
    this.name = parts.name;
    this.#schema = schema;
    this.#public = publicCoordinates(schema);
    this.#serializers = quickSerializers(schema);
    this.#parts = parts;
    this.#createLoaders = createLoaders;
    this.#rights = new ViewerRights(parts.pool);
  }

  open(request: OperationRequest): SubgraphOperation {
    const ctx = this.contextFor(request);
    return {
      execute: (fetch) => this.#execute(ctx, fetch),
      close: () => ctx.close(),
    };
  }

  contextFor(request: OperationRequest): ServiceContext<DB, L> {
    return new ServiceContext<DB, L>(this.#parts, request, this.#createLoaders);
  }

  /**
   * Each event is answered with a unit of work of its own: a stream outlives any transaction.
   * Leaving the stream ends it at once, also while it waits for an event.
   */
  async subscribe(
    request: OperationRequest,
    fetch: SubgraphFetch,
  ): Promise<AsyncIterableIterator<ExecutionResult>> {
    if (request.actor.role === 'public') {
      throw tokenNeeded();
    }
    const leaving = new AbortController();
    const signal = AbortSignal.any([request.signal, leaving.signal]);
    // Not a copy: the viewers of a shared stream change, and the request says who they are now.
    const own = Object.create(request, { signal: { value: signal } }) as OperationRequest;
    const ctx = this.contextFor(own);
    const stream = await createSourceEventStream({
      schema: this.#schema,
      document: parse(fetch.document),
      variableValues: fetch.variables,
      operationName: fetch.operationName ?? null,
      contextValue: ctx,
    });
    await ctx.close();
    if (!(Symbol.asyncIterator in stream)) {
      return single(this.#told(stream));
    }
    const answers = this.#answers(stream, own, fetch);
    const left: AsyncIterableIterator<ExecutionResult> = {
      next: () => answers.next(),
      return: async () => {
        leaving.abort();
        return (await answers.return?.(undefined)) ?? { done: true, value: undefined };
      },
      [Symbol.asyncIterator]: () => left,
    };
    return left;
  }

  async *#answers(
    stream: AsyncIterable<unknown>,
    request: OperationRequest,
    fetch: SubgraphFetch,
  ): AsyncIterableIterator<ExecutionResult> {
    liveStreams.inc({ service: this.name });
    try {
      for await (const event of stream) {
        if (request.signal.aborted) {
          // Whoever left hears of it at the next answer, and of what is withheld there is none.
          break;
        }
        const ctx = this.contextFor(request);
        const result = await this.#execute(ctx, fetch, event);
        await ctx.close();
        if (ctx.withheld === null) {
          yield result;
        } else {
          await request.passedOver?.(ctx.withheld);
        }
      }
    } catch (error) {
      yield {
        errors: [
          tellable(
            new GraphQLError('', { originalError: error as Error }),
            this.#parts.log,
          ) as GraphQLError,
        ],
      };
    } finally {
      liveStreams.dec({ service: this.name });
    }
  }

  async #execute(
    ctx: ServiceContext<DB, L>,
    fetch: SubgraphFetch,
    rootValue?: unknown,
  ): Promise<ExecutionResult> {
    const stop = subgraphSeconds.startTimer({
      service: this.name,
      kind: ctx.request.operationKind,
    });
    const span = this.#startSpan(ctx.request.operationKind, fetch);
    ctx.workFor(span === undefined ? fetch : { ...fetch, trace: span.spanContext() });
    try {
      const compiled = this.#compiled(fetch);
      if (ctx.actor.role === 'public' && !compiled.publicOnly) {
        return this.#told({ errors: [tokenNeeded()] });
      }
      const result = this.#told(await compiled.query(rootValue, ctx, fetch.variables));
      span?.setAttribute('subgraph.outcome', result.errors === undefined ? 'answered' : 'errors');
      return result;
    } finally {
      stop();
      span?.end();
    }
  }

  /** Only where somebody asks in a trace: the service begins none by itself. */
  #startSpan(kind: OperationRequest['operationKind'], { trace }: SubgraphFetch): Span | undefined {
    const { tracer } = this.#parts;
    return tracer === undefined || trace === undefined
      ? undefined
      : startSpan(tracer, `${this.name} ${kind}`, trace, {
          kind: trace.isRemote === true ? SpanKind.SERVER : SpanKind.INTERNAL,
          attributes: { 'graphql.operation.type': kind },
        });
  }

  /**
   * Compiled once a document: two to three times as fast as interpreting it for every answer. The
   * gateway sends a bounded set of documents, made from its plans.
   */
  #compiled(fetch: SubgraphFetch): CompiledDocument {
    const key = `${fetch.operationName ?? ''}\n${fetch.document}`;
    let compiled = this.#documents.get(key);
    if (compiled === undefined) {
      const document = parse(fetch.document, { noLocation: true });
      const made = compileQuery(this.#schema, document, fetch.operationName ?? '', {
        customSerializers: this.#serializers,
      });
      const publicOnly = asksPublicOnly(this.#schema, this.#public, document);
      if (!isCompiledQuery(made)) {
        // A value that is not one of its scalar, which the gateway does not know. That is an answer:
        // whoever asked can put it right, and the service is well.
        return { query: () => made, publicOnly };
      }
      compiled = { query: made.query, publicOnly };
      if (this.#documents.size >= DOCUMENTS_MAX) {
        this.#documents.clear();
      }
      this.#documents.set(key, compiled);
    }
    return compiled;
  }

  #told(result: ExecutionResult): ExecutionResult {
    return result.errors === undefined
      ? result
      : {
          ...result,
          errors: result.errors.map(
            (error) => tellable(error, this.#parts.log) as unknown as GraphQLError,
          ),
        };
  }

  /** In one round trip with everybody who asks at the same moment. */
  rightsOf(actor: Actor): Promise<string> {
    return this.#rights.of(actor);
  }

  async ready(): Promise<boolean> {
    return this.#parts.pool.query('select 1').then(
      () => true,
      () => false,
    );
  }
}

async function* single(result: ExecutionResult): AsyncIterableIterator<ExecutionResult> {
  yield await Promise.resolve(result);
}
