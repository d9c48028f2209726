import type { ExecutionResult } from 'graphql';
import { type Client, CloseCode, createClient } from 'graphql-ws';
import { Pool } from 'undici';
import { WebSocket } from 'ws';
import { Refusal } from '@connected-lives/kit/refusal';
import type {
  OperationRequest,
  Subgraph,
  SubgraphFetch,
  SubgraphOperation,
} from '@connected-lives/kit/subgraph';
import { traceparentOf } from '@connected-lives/kit/trace';
import { unavailable } from './in-time.ts';
import { postJson } from './post-json.ts';

const CONNECTIONS = 64;
const ANSWER_BYTES_MAX = 50_000_000;
const READY_TIMEOUT_MS = 1_000;

/**
 * A subgraph in another process. It gets the client's own token and verifies it again, the deadline
 * as the milliseconds that remain, and the number of the request for its log. It closes its own
 * transaction and access log before it answers, so there is nothing left to close here.
 */
export class OverHttpSubgraph implements Subgraph {
  readonly name: string;
  readonly #url: URL;
  readonly #pool: Pool;

  constructor(name: string, url: string, connections = CONNECTIONS) {
    this.name = name;
    this.#url = new URL(url);
    this.#pool = new Pool(this.#url.origin, { connections, pipelining: 1 });
  }

  open(request: OperationRequest): SubgraphOperation {
    return {
      execute: (fetch) => this.#execute(request, fetch),
      close: () => Promise.resolve(),
    };
  }

  async #execute(request: OperationRequest, fetch: SubgraphFetch): Promise<ExecutionResult> {
    const { deadline = request.deadline, signal = request.signal } = fetch;
    const remainingMs = Math.max(deadline - Date.now(), 1);
    const { status, contentType, text } = await postJson(this.#pool, {
      path: '/graphql',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'x-request-id': request.requestId,
        'x-deadline-ms': String(remainingMs),
        ...(request.operationName === null ? {} : { 'x-operation-name': request.operationName }),
        ...(request.token === null ? {} : { authorization: `Bearer ${request.token}` }),
        ...(fetch.trace === undefined ? {} : { traceparent: traceparentOf(fetch.trace) }),
        ...forTheLog(request),
      },
      body: JSON.stringify({
        query: fetch.document,
        variables: fetch.variables,
        ...(fetch.operationName ? { operationName: fetch.operationName } : {}),
      }),
      signal,
      answerBytesMax: ANSWER_BYTES_MAX,
    });
    if (!/json/.test(contentType)) {
      throw unavailable(this.name);
    }
    const result = JSON.parse(text) as ExecutionResult;
    if (status !== 200 && result.data === undefined && result.errors === undefined) {
      throw unavailable(this.name);
    }
    return result;
  }

  /**
   * One socket for each stream, for it carries one viewer's token. Resolves when the subgraph has
   * taken the token, so that whoever opens a stream knows whether there is one.
   */
  async subscribe(
    request: OperationRequest,
    fetch: SubgraphFetch,
  ): Promise<AsyncIterableIterator<ExecutionResult>> {
    const { client, connected } = this.#connect(request);
    const dispose = (): void => void client.dispose();
    request.signal.addEventListener('abort', dispose, { once: true });
    fetch.signal?.addEventListener('abort', dispose, { once: true });
    const results = client.iterate({
      query: fetch.document,
      variables: fetch.variables,
      extensions: { operationName: request.operationName, operationId: request.operationId },
    }) as AsyncIterator<ExecutionResult>;
    await connected;
    const stream: AsyncIterableIterator<ExecutionResult> = {
      async next() {
        try {
          return await results.next();
        } catch (fault) {
          return refusedBy(fault);
        }
      },
      async return() {
        dispose();
        request.signal.removeEventListener('abort', dispose);
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return stream;
      },
    };
    return stream;
  }

  #connect(request: OperationRequest): { client: Client; connected: Promise<void> } {
    const url = new URL('/graphql', this.#url);
    url.protocol = url.protocol.replace('http', 'ws');
    const { promise: connected, resolve, reject } = Promise.withResolvers<void>();
    const client = createClient({
      url: url.href,
      webSocketImpl: WebSocket,
      lazy: true,
      // Whoever listens begins again from a cursor; a silent second try would leave a gap.
      retryAttempts: 0,
      connectionParams: { ...forTheLog(request), authorization: `Bearer ${request.token ?? ''}` },
      on: {
        connected: () => resolve(),
        closed: (event) => reject(closedBy(this.name, event)),
      },
    });
    return { client, connected };
  }

  async ready(): Promise<boolean> {
    try {
      const { statusCode, body } = await this.#pool.request({
        method: 'GET',
        path: '/readyz',
        headersTimeout: READY_TIMEOUT_MS,
        bodyTimeout: READY_TIMEOUT_MS,
      });
      await body.dump();
      return statusCode === 200;
    } catch {
      return false;
    }
  }

  async stop(): Promise<void> {
    await this.#pool.destroy();
  }
}

/** What the access log of the service says of this operation and the token does not. */
function forTheLog({ operationId, operationKind, actor }: OperationRequest) {
  const { purpose, origin } = actor.visit ?? {};
  return {
    ...(operationId === undefined ? {} : { 'x-operation-id': operationId }),
    ...(operationKind === 'subscription' ? { 'x-live': 'yes' } : {}),
    ...(purpose === undefined ? {} : { 'x-purpose': purpose }),
    ...(origin === undefined ? {} : { 'x-origin': origin }),
  };
}

/** `error` messages of the protocol are an answer of the subgraph; anything else is a broken line. */
function refusedBy(fault: unknown): IteratorResult<ExecutionResult> {
  if (Array.isArray(fault)) {
    return { done: false, value: { errors: fault as NonNullable<ExecutionResult['errors']> } };
  }
  throw fault;
}

/** The subgraph is well when it does not take a token: that says something of the token alone. */
function closedBy(name: string, event: unknown): Error {
  const { code } = event as { code?: unknown };
  return code === CloseCode.Forbidden
    ? new Refusal('UNAUTHENTICATED', 'The access token does not hold any more. Sign in again.')
    : unavailable(name);
}
