import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { type ExecutionArgs, type GraphQLError, type GraphQLFormattedError, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { maskFault } from './fault.ts';
import type { Logger } from './log.ts';
import { metricsPage } from './metrics.ts';
import { Refusal } from './refusal.ts';
import type { RunningService } from './service.ts';
import type { OperationRequest, SubgraphOperation } from './subgraph.ts';
import type { TokenVerifier, VerifiedToken } from './token.ts';

export interface HttpSettings {
  readonly port: number;
  readonly host?: string;
  readonly verifier: TokenVerifier;
  readonly logger: Logger;
}

export interface HttpService {
  readonly url: string;
  stop(): Promise<void>;
}

const BODY_BYTES_MAX = 1_000_000;
const DEADLINE_MS = 15_000;
const WAIT_MS_MAX = 30_000;

/** A stream has no deadline: it ends when the client leaves it or its token expires. */
const NEVER = new AbortController().signal;

interface SubgraphContext {
  readonly operation: SubgraphOperation;
}

/**
 * One service on its own, over HTTP: Apollo Server reads the request and says the answer, while
 * `InProcessSubgraph` executes, so that both arrangements share every rule.
 */
export async function serveOverHttp(
  service: RunningService,
  settings: HttpSettings,
): Promise<HttpService> {
  const { verifier, logger } = settings;
  const apollo = new ApolloServer<SubgraphContext>({
    schema: service.schema,
    introspection: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginInlineTraceDisabled(), executeInSubgraph()],
    formatError: (formatted) => formatted,
    logger,
  });
  await apollo.start();

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const refusal = maskFault(error, logger);
      sendJson(response, statusOf(refusal), { errors: [refusal.toJSON()] });
    });
  });

  const stopping = new AbortController();
  const authenticate = (header: string | undefined): Promise<VerifiedToken> => {
    const token = /^Bearer (.+)$/i.exec(header ?? '')?.[1];
    if (token === undefined) {
      throw new Refusal('UNAUTHENTICATED', 'Send an access token.');
    }
    return verifier.verify(token);
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://service');
    switch (url.pathname) {
      case '/livez':
        return sendJson(response, 200, { live: true });
      case '/readyz': {
        const ready = await service.ready();
        return sendJson(response, ready ? 200 : 503, { ready });
      }
      case '/metrics': {
        const page = await metricsPage();
        response.writeHead(200, { 'content-type': page.contentType }).end(page.body);
        return;
      }
      case '/events':
        return answerEvents(url, request, response);
      case '/graphql':
        return answerGraphql(request, response);
      default:
        return sendJson(response, 404, { errors: [{ message: 'There is nothing here.' }] });
    }
  }

  async function answerEvents(
    url: URL,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { actor } = await authenticate(request.headers.authorization);
    if (actor.role !== 'service') {
      throw new Refusal('UNAUTHENTICATED', 'Event feeds are for the council’s own services.');
    }
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const signal = AbortSignal.any([gone.signal, stopping.signal]);
    const after = url.searchParams.get('after');
    const limit = Number(url.searchParams.get('limit') ?? 100);
    const waitMs = Math.min(Number(url.searchParams.get('wait') ?? 0), WAIT_MS_MAX);
    const events = url.searchParams.has('unsettled')
      ? await service.feed.peek(after, limit)
      : await service.feed.page(after, limit, waitMs, signal);
    sendJson(response, 200, events);
  }

  async function answerGraphql(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const verified = await authenticate(request.headers.authorization);
    const body = parsed(await bodyOf(request));
    const operation = service.subgraph.open(
      operationRequest(verified, request, kindOf(body.query ?? '')),
    );
    const result = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method ?? 'POST',
        headers: headersOf(request),
        search: '',
        body,
      },
      context: () => Promise.resolve({ operation }),
    });
    for (const [name, value] of result.headers) {
      response.setHeader(name, value);
    }
    response.statusCode = result.status ?? 200;
    response.end(result.body.kind === 'complete' ? result.body.string : '');
  }

  const sockets = new WebSocketServer({ noServer: true, maxPayload: BODY_BYTES_MAX });
  server.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (client) =>
      sockets.emit('connection', client, request),
    );
  });
  const live = useServer<{ authorization?: string }, { verified?: VerifiedToken }>(
    {
      // Never used: every subscribe below is answered by the subgraph itself.
      schema: service.schema,
      async onConnect(ctx) {
        try {
          ctx.extra.verified = await authenticate(ctx.connectionParams?.authorization);
          return true;
        } catch {
          return false;
        }
      },
      onSubscribe(ctx, _id, payload) {
        const { verified } = ctx.extra;
        if (verified === undefined) {
          return [new Refusal('UNAUTHENTICATED', 'Send an access token.')];
        }
        const named = payload.extensions?.['operationName'];
        const request: OperationRequest = {
          ...operationRequest(verified, undefined, 'subscription'),
          signal: NEVER,
          operationName: typeof named === 'string' ? named : null,
        };
        const contextValue: LiveContext = {
          request,
          fetch: { document: payload.query, variables: payload.variables ?? {} },
        };
        return { schema: service.schema, document: parse(payload.query), contextValue };
      },
      // The subgraph has put its errors in the form in which they may be shown.
      onNext: (_ctx, _id, _payload, _args, result) => result as never,
      subscribe: (args: ExecutionArgs) => {
        const { request, fetch } = args.contextValue as LiveContext;
        return service.subgraph.subscribe(request, fetch);
      },
    },
    sockets,
  );

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host ?? '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      // Followers who wait for news are answered now, with nothing.
      stopping.abort();
      await live.dispose();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 2_000).unref();
      await closed;
      await apollo.stop();
    },
  };
}

interface LiveContext {
  readonly request: OperationRequest;
  readonly fetch: { document: string; variables: Record<string, unknown> };
}

/** Apollo parses, validates and formats; the subgraph executes and closes, whatever happened. */
function executeInSubgraph(): ApolloServerPlugin<SubgraphContext> {
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ request, contextValue }) {
          const { operation } = contextValue;
          const { data, errors } = await operation.execute({
            document: request.query ?? '',
            variables: request.variables ?? {},
            operationName: request.operationName ?? null,
          });
          await operation.close();
          const said = (errors ?? []) as unknown as GraphQLFormattedError[];
          return {
            http: { headers: new HeaderMap() },
            body: {
              kind: 'single',
              singleResult: { data: data ?? null, ...(said.length > 0 && { errors: said }) },
            },
          };
        },
      };
    },
  };
}

function operationRequest(
  verified: VerifiedToken,
  request: IncomingMessage | undefined,
  operationKind: OperationRequest['operationKind'],
): OperationRequest {
  const header = (name: string): string | null => {
    const value = request?.headers[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const remainingMs = Number(header('x-deadline-ms') ?? DEADLINE_MS);
  const deadlineMs = Math.min(
    Number.isFinite(remainingMs) ? remainingMs : DEADLINE_MS,
    DEADLINE_MS,
  );
  return {
    actor: verified.actor,
    token: verified.token,
    requestId: header('x-request-id') ?? crypto.randomUUID(),
    operationName: header('x-operation-name'),
    operationKind,
    deadline: Date.now() + deadlineMs,
    signal: AbortSignal.timeout(Math.max(deadlineMs, 1)),
  };
}

/** The gateway sends one operation a document, written by its planner. */
function kindOf(document: string): OperationRequest['operationKind'] {
  return document.trimStart().startsWith('mutation') ? 'mutation' : 'query';
}

function headersOf(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) {
      headers.set(name, Array.isArray(value) ? value.join(', ') : value);
    }
  }
  return headers;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) {
      throw new Refusal('BODY_TOO_LARGE', 'This request is too large.');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): { query?: string; operationName?: string } {
  try {
    return JSON.parse(text) as { query?: string };
  } catch {
    throw new Refusal('BAD_REQUEST', 'The body of this request is not JSON.');
  }
}

function statusOf(refusal: GraphQLError): number {
  switch (refusal.extensions['code']) {
    case 'UNAUTHENTICATED':
      return 401;
    case 'BODY_TOO_LARGE':
      return 413;
    case 'BAD_REQUEST':
      return 400;
    case 'ISSUER_UNAVAILABLE':
      return 503;
    default:
      return 500;
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}
