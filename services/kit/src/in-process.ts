import {
  createSourceEventStream,
  type DocumentNode,
  execute,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  parse,
} from 'graphql';
import { ServiceContext, type ServiceParts } from './context.ts';
import { tellable } from './fault.ts';
import { liveStreams, subgraphSeconds } from './metrics.ts';
import type { OperationRequest, Subgraph, SubgraphFetch, SubgraphOperation } from './subgraph.ts';

const DOCUMENTS_MAX = 1_000;

/** A subgraph in this process: no serialisation, the actor and the deadline passed as objects. */
export class InProcessSubgraph<DB, L> implements Subgraph {
  readonly name: string;
  readonly #schema: GraphQLSchema;
  readonly #parts: ServiceParts;
  readonly #createLoaders: (ctx: ServiceContext<DB>) => L;
  readonly #documents = new Map<string, DocumentNode>();

  constructor(
    schema: GraphQLSchema,
    parts: ServiceParts,
    createLoaders: (ctx: ServiceContext<DB>) => L,
  ) {
    this.name = parts.name;
    this.#schema = schema;
    this.#parts = parts;
    this.#createLoaders = createLoaders;
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

  /** Each event is answered with a unit of work of its own: a stream outlives any transaction. */
  async subscribe(
    request: OperationRequest,
    fetch: SubgraphFetch,
  ): Promise<AsyncIterableIterator<ExecutionResult>> {
    const ctx = this.contextFor(request);
    const args = this.#argsOf(fetch);
    const stream = await createSourceEventStream({ ...args, contextValue: ctx });
    await ctx.close();
    if (!(Symbol.asyncIterator in stream)) {
      return single(this.#told(stream));
    }
    return this.#answers(stream, request, fetch);
  }

  async *#answers(
    stream: AsyncIterable<unknown>,
    request: OperationRequest,
    fetch: SubgraphFetch,
  ): AsyncIterableIterator<ExecutionResult> {
    liveStreams.inc({ service: this.name });
    try {
      for await (const event of stream) {
        const ctx = this.contextFor(request);
        const result = await this.#execute(ctx, fetch, event);
        await ctx.close();
        yield result;
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
    try {
      return this.#told(await execute({ ...this.#argsOf(fetch), contextValue: ctx, rootValue }));
    } finally {
      stop();
    }
  }

  #argsOf(fetch: SubgraphFetch): {
    schema: GraphQLSchema;
    document: DocumentNode;
    variableValues: Record<string, unknown>;
    operationName: string | null;
  } {
    return {
      schema: this.#schema,
      document: this.#document(fetch.document),
      variableValues: fetch.variables,
      operationName: fetch.operationName ?? null,
    };
  }

  /** The gateway sends a bounded set of documents, compiled from its plans. */
  #document(text: string): DocumentNode {
    let document = this.#documents.get(text);
    if (document === undefined) {
      document = parse(text, { noLocation: true });
      if (this.#documents.size >= DOCUMENTS_MAX) {
        this.#documents.clear();
      }
      this.#documents.set(text, document);
    }
    return document;
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
