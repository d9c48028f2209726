import type { ExecutionResult } from 'graphql';
import type { Actor } from './actor.ts';
import type { SpanContext } from './trace.ts';

/** One operation of a client, as every subgraph that takes part in it sees it. */
export interface OperationRequest {
  readonly actor: Actor;
  /** The access token the actor came with: forwarded to a subgraph in another process. */
  readonly token: string | null;
  readonly requestId: string;
  /**
   * The number of this operation, or of this live stream, in the access log. Made by the gateway:
   * a client that could choose it could make many looks one. Without it, `requestId` stands in.
   */
  readonly operationId?: string;
  readonly operationName: string | null;
  readonly operationKind: 'query' | 'mutation' | 'subscription';
  /** Epoch milliseconds after which nobody waits for the answer. */
  readonly deadline: number;
  readonly signal: AbortSignal;
  /**
   * Other viewers with the same rights who get this same answer, on a shared live stream. Each of
   * them gets an access-log row of their own.
   */
  readonly alsoFor?: readonly Actor[];
  /**
   * Told of an event of a live stream of which nothing leaves, by its cursor, before the next one is
   * read. Never said to another process: that there was something is no word for anybody outside.
   */
  passedOver?(cursor: string): Promise<void>;
}

export interface SubgraphFetch {
  readonly document: string;
  readonly variables: Record<string, unknown>;
  readonly operationName?: string | null;
  /** Epoch milliseconds after which nobody waits for this fetch; else that of the operation holds. */
  readonly deadline?: number;
  /** Aborted as soon as nobody waits for this fetch any more. */
  readonly signal?: AbortSignal;
  /** The span that what is done for this fetch joins, when it is traced. */
  readonly trace?: SpanContext | undefined;
}

/** One client operation's dealings with one subgraph: one read transaction, one set of loaders. */
export interface SubgraphOperation {
  /** Faults are masked already: the errors may be shown. */
  execute(fetch: SubgraphFetch): Promise<ExecutionResult>;
  /**
   * Ends the read transaction and writes the access log. A rejection means that the log could not
   * be written, and then the answer must not leave.
   */
  close(): Promise<void>;
}

/** What a gateway may do with a subgraph, in the same process or over HTTP. */
export interface Subgraph {
  readonly name: string;
  open(request: OperationRequest): SubgraphOperation;
  subscribe(
    request: OperationRequest,
    fetch: SubgraphFetch,
  ): Promise<AsyncIterableIterator<ExecutionResult>>;
  ready(): Promise<boolean>;
  /**
   * What is this viewer's own and not their role's and teams', as a text: viewers for whom all of it
   * is equal may be given one answer. A subgraph that cannot say, or cannot be told of several
   * viewers at once, has no such method, and its streams are never shared.
   */
  rightsOf?(actor: Actor): Promise<string>;
}
