import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The one place where Apollo's tests look for a gateway. */
const ROUTER_ADDRESS = 'http://localhost:4000/';

export interface RouterAddress {
  /** Give this to the tests as their HTTP proxy. */
  readonly proxyUrl: string;
  stop(): Promise<void>;
}

/**
 * A proxy that answers at the address of the router with the gateway, so that no port has to be
 * free. Apollo's tests sign nobody in, and our gateway answers nobody else: the token is put in here.
 */
export async function serveAtRouterAddress(gateway: {
  url: string;
  token: string;
}): Promise<RouterAddress> {
  const server = createServer((asked, response) => {
    if (asked.url === ROUTER_ADDRESS) {
      passOn(gateway, asked, response);
    } else {
      response.writeHead(502).end(`There is only ${ROUTER_ADDRESS} here.`);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    proxyUrl: `http://127.0.0.1:${String(port)}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function passOn(
  { url, token }: { url: string; token: string },
  asked: IncomingMessage,
  response: ServerResponse,
): void {
  const onward = request(
    `${url}/graphql`,
    {
      method: asked.method ?? 'GET',
      headers: { ...asked.headers, host: new URL(url).host, authorization: `Bearer ${token}` },
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  onward.once('error', (error) => response.writeHead(502).end(error.message));
  asked.pipe(onward);
}
