import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { sendJson } from '@connected-lives/kit/http/answer';
import { refusalOf } from '../errors/answer-fault.ts';
import type { EdgeParts } from './edge-parts.ts';
import { answerGraphql } from './graphql-over-http.ts';
import { createSocketServer } from './graphql-over-websocket.ts';
import type { StaticFile } from './graphiql-page.ts';
import { answerMetrics } from './metrics-server.ts';
import { applyCors, originIsAllowed } from './origins.ts';

export interface EdgeSettings {
  readonly allowedOrigins: readonly string[];
  /** Whether whoever reaches the graph may read the metrics too. */
  readonly metrics: boolean;
  /** Pages and scripts by path. */
  readonly files: ReadonlyMap<string, StaticFile>;
}

export interface EdgeServer {
  readonly server: Server;
  /** Refuses what is new, lets what is under way finish, and ends what has no end of its own. */
  stop(drainMs: number): Promise<void>;
}

const GOING_AWAY = 1001;
const CLOSE_IDLE_MS = 50;
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;

export function createEdgeServer(parts: EdgeParts, settings: EdgeSettings): EdgeServer {
  let stopping = false;
  const sockets = createSocketServer(parts);
  const server = createServer(
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
    (request, response) => {
      if (stopping) {
        response.setHeader('connection', 'close');
      }
      answer(request, response).catch((fault: unknown) => {
        refusalOf(fault, parts.logger);
        response.destroy();
      });
    },
  );

  server.on('upgrade', (request, socket, head) => {
    if (pathOf(request) !== '/graphql' || stopping) {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
    } else if (!originIsAllowed(request, settings.allowedOrigins)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
    } else {
      sockets.handleUpgrade(request, socket, head, (client) =>
        sockets.emit('connection', client, request),
      );
    }
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request);
    if (path === '/graphql') {
      return applyCors(request, response, settings.allowedOrigins)
        ? undefined
        : answerGraphql(parts, request, response);
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return sendJson(response, 405, { errors: [{ message: 'This is for reading only.' }] });
    }
    switch (path) {
      case '/livez':
        return sendJson(response, 200, { live: true });
      case '/readyz':
        return answerReady(response);
      case '/metrics':
        return settings.metrics ? answerMetrics(response) : sendFile(response, undefined);
      default:
        return sendFile(response, settings.files.get(path));
    }
  }

  async function answerReady(response: ServerResponse): Promise<void> {
    const subgraphs = await Promise.all(
      parts.executor.subgraphs.map(async (subgraph) => ({
        name: subgraph.name,
        ready: await subgraph.ready().catch(() => false),
      })),
    );
    const ready =
      !stopping &&
      !parts.load.overloaded &&
      parts.departuresKnown &&
      subgraphs.every((subgraph) => subgraph.ready);
    sendJson(response, ready ? 200 : 503, { ready, subgraphs });
  }

  return {
    server,
    async stop(drainMs) {
      stopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      parts.live.endAll();
      // Connections that are kept alive are closed as their last answer leaves.
      const closing = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_MS);
      const timer = setTimeout(() => {
        sockets.clients.forEach((client) => client.terminate());
        server.closeAllConnections();
      }, drainMs);
      // Queries on sockets are answered, and the last words of each stream leave, before the socket does.
      await parts.load.drain(drainMs);
      await new Promise((resolve) => setImmediate(resolve));
      for (const client of sockets.clients) {
        client.close(GOING_AWAY, 'Going away');
      }
      await closed;
      clearInterval(closing);
      clearTimeout(timer);
      sockets.close();
    },
  };
}

function pathOf(request: IncomingMessage): string {
  const url = request.url ?? '/';
  const end = url.indexOf('?');
  return end === -1 ? url : url.slice(0, end);
}

function sendFile(response: ServerResponse, file: StaticFile | undefined): void {
  if (file === undefined) {
    sendJson(response, 404, { errors: [{ message: 'There is nothing here. Ask at /graphql.' }] });
    return;
  }
  response.writeHead(200, { 'content-type': file.contentType, ...file.headers }).end(file.body);
}
