import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices } from '@theguild/federation-composition';
import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  type GraphQLSchema,
  parse,
  subscribe,
} from 'graphql';
import type { Actor } from '@connected-lives/kit/actor';
import type {
  OperationRequest,
  Subgraph,
  SubgraphFetch,
  SubgraphOperation,
} from '@connected-lives/kit/subgraph';

export type Resolvers = Record<string, Record<string, unknown>>;

const FEDERATION = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@shareable", "@requires", "@provides", "@external", "@tag", "@interfaceObject",
  "@inaccessible", "@override"])\n`;

/** A subgraph in memory, executed by graphql-js, that remembers what was asked of it. */
export class MemorySubgraph implements Subgraph {
  readonly name: string;
  readonly typeDefs: string;
  readonly schema: GraphQLSchema;
  readonly fetches: SubgraphFetch[] = [];
  readonly requests: OperationRequest[] = [];
  readonly readAs: string[] = [];
  readonly #documents = new Map<string, DocumentNode>();
  readonly #broken = Promise.withResolvers<never>();
  #held: Promise<void> = Promise.resolve();
  #rightsHeld: Promise<void> = Promise.resolve();
  closed = 0;
  rightsRead = 0;
  /** What is a viewer's own, by their id; for all others nothing is. */
  readonly rights = new Map<string, string | undefined>();
  /** How the subgraph fails, for tests of what the client then sees. */
  failing: 'no' | 'unreachable' | 'silent' | 'unlogged' = 'no';

  constructor(name: string, typeDefs: string, resolvers: Resolvers) {
    this.name = name;
    this.typeDefs = FEDERATION + typeDefs;
    this.schema = buildSubgraphSchema([
      { typeDefs: parse(this.typeDefs), resolvers: resolvers as never },
    ]);
  }

  /** Every stream breaks off, as when the process dies. */
  breakStreams(): void {
    this.#broken.promise.catch(() => undefined);
    this.#broken.reject(new Error('connection reset'));
  }

  /** Answers nothing until what it returns is called. */
  hold(): () => void {
    let release = (): void => {};
    this.#held = new Promise((resolve) => {
      release = resolve;
    });
    return () => release();
  }

  open(request: OperationRequest): SubgraphOperation {
    this.requests.push(request);
    return {
      execute: async (fetch) => {
        this.fetches.push(fetch);
        // Under their rights the fetch is read: as in a service, it is asked who they are only now.
        this.readAs.push(request.actor.id);
        await this.#held;
        if (this.failing === 'unreachable') {
          throw new Error('connection refused');
        }
        if (this.failing === 'silent') {
          return new Promise(() => {});
        }
        return execute({
          schema: this.schema,
          document: this.#parsed(fetch.document),
          variableValues: fetch.variables,
          contextValue: request,
        });
      },
      close: async () => {
        this.closed++;
        if (this.failing === 'unlogged') {
          throw new Error('the access log is full');
        }
      },
    };
  }

  async subscribe(
    request: OperationRequest,
    fetch: SubgraphFetch,
  ): Promise<AsyncIterableIterator<ExecutionResult>> {
    this.requests.push(request);
    this.fetches.push(fetch);
    if (this.failing === 'unreachable') {
      throw new Error('connection refused');
    }
    const stream = await subscribe({
      schema: this.schema,
      document: parse(fetch.document),
      variableValues: fetch.variables,
      contextValue: request,
    });
    if (!(Symbol.asyncIterator in stream)) {
      throw new Error(stream.errors?.[0]?.message);
    }
    return {
      next: () => Promise.race([stream.next(), this.#broken.promise]),
      return: () => stream.return(undefined),
      [Symbol.asyncIterator]() {
        return this;
      },
    } as AsyncIterableIterator<ExecutionResult>;
  }

  #parsed(text: string): DocumentNode {
    const document = this.#documents.get(text) ?? parse(text, { noLocation: true });
    this.#documents.set(text, document);
    return document;
  }

  /** Undefined in the place of the text: it cannot be read. */
  async rightsOf({ id }: Actor): Promise<string> {
    this.rightsRead++;
    const rights = this.rights.has(id) ? this.rights.get(id) : '';
    await this.#rightsHeld;
    if (rights === undefined) {
      throw new Error('connection refused');
    }
    return rights;
  }

  /** Says nothing of anybody's rights until what it returns is called; what it says then is old. */
  holdRights(): () => void {
    let release = (): void => {};
    this.#rightsHeld = new Promise((resolve) => {
      release = resolve;
    });
    return () => release();
  }

  async ready(): Promise<boolean> {
    return this.failing === 'no';
  }
}

export function composed(subgraphs: readonly MemorySubgraph[]): string {
  const result = composeServices(
    subgraphs.map(({ name, typeDefs }) => ({
      name,
      url: `http://${name}.test/graphql`,
      typeDefs: parse(typeDefs),
    })),
  );
  if (result.supergraphSdl === undefined) {
    throw new Error(result.errors?.map(({ message }) => message).join('\n'));
  }
  return result.supergraphSdl;
}

export function actor(props: Partial<Actor> = {}): Actor {
  return {
    id: '01939c5e-0000-7000-8000-000000000001',
    role: 'practitioner',
    name: 'A practitioner',
    teamIds: ['01939c5e-0000-7000-8000-0000000000aa'],
    practitionerId: null,
    personId: null,
    ...props,
  };
}
