import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { WebSocketServer } from 'ws';
import { answerParent } from '../processes/answer-parent.ts';

/** Sends whatever is posted to everybody who is connected, as it is, and says so. */
answerParent(async () => {
  const broadcast = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const message = await buffer(request);
    for (const socket of sockets.clients) {
      socket.send(message, { binary: false });
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  };
  const server = createServer((request, response) => {
    broadcast(request, response).catch(() => response.destroy());
  });
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ready: { url: `http://127.0.0.1:${String(port)}` },
    stop: () => Promise.resolve(),
  };
});
