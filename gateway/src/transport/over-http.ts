import type { ExecutionResult } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import { Pool } from 'undici';
import { WebSocket } from 'ws';
import type {
  OperationRequest,
  Subgraph,
  SubgraphFetch,
  SubgraphOperation,
} from '@connected-lives/kit/subgraph';
import { SubgraphFailure } from '../plan/execution.ts';
import type { TimedFetch } from './subgraph-calls.ts';

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

  constructor(name: string, url: string) {
    this.name = name;
    this.#url = new URL(url);
    this.#pool = new Pool(this.#url.origin, { connections: CONNECTIONS, pipelining: 1 });
  }

  open(request: OperationRequest): SubgraphOperation {
    return {
      execute: (fetch) => this.#execute(request, fetch),
      close: () => Promise.resolve(),
    };
  }

  async #execute(
    request: OperationRequest,
    fetch: SubgraphFetch | TimedFetch,
  ): Promise<ExecutionResult> {
    const deadline = 'deadline' in fetch ? fetch.deadline : request.deadline;
    const remainingMs = Math.max(deadline - Date.now(), 1);
    const { statusCode, headers, body } = await this.#pool.request({
      method: 'POST',
      path: '/graphql',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'x-request-id': request.requestId,
        'x-deadline-ms': String(remainingMs),
        ...(request.operationName === null ? {} : { 'x-operation-name': request.operationName }),
        ...(request.token === null ? {} : { authorization: `Bearer ${request.token}` }),
      },
      body: JSON.stringify({
        query: fetch.document,
        variables: fetch.variables,
        ...(fetch.operationName ? { operationName: fetch.operationName } : {}),
      }),
      signal: request.signal,
      headersTimeout: remainingMs,
      bodyTimeout: remainingMs,
    });
    if (!/json/.test(String(headers['content-type'])) || tooLarge(headers['content-length'])) {
      await body.dump();
      throw unavailable(this.name);
    }
    const result = (await body.json()) as ExecutionResult;
    if (statusCode !== 200 && result.data === undefined && result.errors === undefined) {
      throw unavailable(this.name);
    }
    return result;
  }

  /** One socket for each stream, for it carries one viewer's token. */
  async subscribe(
    request: OperationRequest,
    fetch: SubgraphFetch,
  ): Promise<AsyncIterableIterator<ExecutionResult>> {
    const client = this.#connect(request);
    const results = client.iterate({
      query: fetch.document,
      variables: fetch.variables,
      extensions: { operationName: request.operationName },
    }) as AsyncIterator<ExecutionResult>;
    const dispose = (): void => void client.dispose();
    request.signal.addEventListener('abort', dispose, { once: true });
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
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return stream;
      },
    };
    return stream;
  }

  #connect(request: OperationRequest): Client {
    const url = new URL('/graphql', this.#url);
    url.protocol = url.protocol.replace('http', 'ws');
    return createClient({
      url: url.href,
      webSocketImpl: WebSocket,
      lazy: true,
      // Whoever listens begins again from a cursor; a silent second try would leave a gap.
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${request.token ?? ''}` },
    });
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

/** `error` messages of the protocol are an answer of the subgraph; anything else is a broken line. */
function refusedBy(fault: unknown): IteratorResult<ExecutionResult> {
  if (Array.isArray(fault)) {
    return { done: false, value: { errors: fault as NonNullable<ExecutionResult['errors']> } };
  }
  throw new SubgraphFailure('SUBGRAPH_UNAVAILABLE', 'The stream of a subgraph broke off.');
}

function unavailable(name: string): SubgraphFailure {
  return new SubgraphFailure('SUBGRAPH_UNAVAILABLE', `${name} could not be reached.`);
}

function tooLarge(contentLength: string | string[] | undefined): boolean {
  return Number(contentLength ?? 0) > ANSWER_BYTES_MAX;
}
