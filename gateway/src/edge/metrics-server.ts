import { createServer, type ServerResponse } from 'node:http';
import { listen } from '@connected-lives/kit/http/listen';
import { metricsPage } from '@connected-lives/kit/metrics';

export interface MetricsServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Metrics hold no personal data, but tell which operations there are and how busy the council is. */
export async function answerMetrics(response: ServerResponse): Promise<void> {
  const { contentType, body } = await metricsPage();
  response.writeHead(200, { 'content-type': contentType }).end(body);
}

/** Shows the metrics, and nothing else, at a port of this machine that no client reaches. */
export async function serveMetrics(port: number): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    answerMetrics(response).catch(() => response.destroy());
  });
  const taken = await listen(server, port);
  return {
    url: `http://127.0.0.1:${taken}/metrics`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
