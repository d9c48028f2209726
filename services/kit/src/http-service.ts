import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { maskFault } from './fault.ts';
import { sendJson, statusOf } from './http/answer.ts';
import { answerEvents } from './http/events-endpoint.ts';
import { createGraphqlEndpoint } from './http/graphql-endpoint.ts';
import { listen } from './http/listen.ts';
import { createLiveEndpoint } from './http/live-endpoint.ts';
import { authenticate, authenticateOrPublic } from './http/request.ts';
import type { Logger } from './log.ts';
import { metricsPage } from './metrics.ts';
import type { RunningService } from './service.ts';
import type { TokenVerifier } from './token.ts';

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

/**
 * One service on its own, over HTTP. Every endpoint but the first three verifies the token; of the
 * graph, those who have none may ask what is public.
 */
export async function serveOverHttp(
  service: RunningService,
  settings: HttpSettings,
): Promise<HttpService> {
  const { verifier, logger } = settings;
  const stopping = new AbortController();
  const graphql = await createGraphqlEndpoint(service, logger);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://service');
    const viewer = () => authenticate(verifier, request.headers.authorization);
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
      case '/looks':
        return answerEvents(
          url.pathname === '/looks' ? service.feed.looks : service.feed,
          url.searchParams,
          await viewer(),
          response,
          stopping.signal,
        );
      case '/graphql':
        return graphql.answer(
          request,
          response,
          await authenticateOrPublic(verifier, request.headers.authorization),
        );
      default:
        return sendJson(response, 404, { errors: [{ message: 'There is nothing here.' }] });
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const refusal = maskFault(error, logger);
      sendJson(response, statusOf(refusal), { errors: [refusal.toJSON()] });
    });
  });
  const live = createLiveEndpoint(service, server, verifier);

  const port = await listen(server, settings.port, settings.host);
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      // Followers who wait for news are answered now, with nothing.
      stopping.abort();
      await live.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 2_000).unref();
      await closed;
      await graphql.stop();
    },
  };
}
