import { WebSocket } from 'ws';
import { type TestGateway, tokenFor } from '../gateway.given.ts';

/** How the gateway refused something, and what that cost. */
export interface Refused {
  /** The status of HTTP; the close code of a WebSocket that was closed. */
  readonly status: number | null;
  readonly code: unknown;
  readonly bytes: number;
  readonly ms: number;
}

const ACCEPTS = {
  HTTP: 'application/graphql-response+json',
  'server-sent events': 'text/event-stream',
};
export type Transport = keyof typeof ACCEPTS | 'WebSocket';

/** Sends the text of a request as it stands, JSON or not, by one of the three ways in. */
export function attack(
  gateway: TestGateway,
  transport: Transport,
  request: string,
): Promise<Refused> {
  return transport === 'WebSocket'
    ? attackBySocket(gateway, request)
    : attackByPost(gateway, request, ACCEPTS[transport]);
}

async function attackByPost(
  gateway: TestGateway,
  request: string,
  accept: string,
): Promise<Refused> {
  // To put ten megabytes into bytes is the client's own work.
  const body = Buffer.from(request);
  const startedAt = performance.now();
  const response = await gateway.post(body, { accept });
  const text = await response.text();
  return {
    status: response.status,
    code: codeOf((JSON.parse(text) as { errors?: unknown }).errors),
    bytes: Buffer.byteLength(text),
    ms: performance.now() - startedAt,
  };
}

async function attackBySocket({ gateway }: TestGateway, request: string): Promise<Refused> {
  const socket = new WebSocket(
    `${gateway.url.replace('http', 'ws')}/graphql`,
    'graphql-transport-ws',
  );
  try {
    await new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.once('message', resolve);
      socket.once('open', () =>
        socket.send(
          JSON.stringify({
            type: 'connection_init',
            payload: { authorization: `Bearer ${tokenFor()}` },
          }),
        ),
      );
    });
    let startedAt = 0;
    return await new Promise((resolve) => {
      // Writing on is no use once the gateway has closed.
      socket.on('error', () => {});
      socket.once('close', (status, reason) =>
        resolve({ status, code: null, bytes: reason.length, ms: performance.now() - startedAt }),
      );
      socket.once('message', (message: Buffer) => {
        const { payload } = JSON.parse(message.toString('utf8')) as { payload: unknown };
        resolve({
          status: null,
          code: codeOf(payload),
          bytes: message.length,
          ms: performance.now() - startedAt,
        });
      });
      socket.send(`{"id":"1","type":"subscribe","payload":${request}}`);
      // From here on the gateway works. To mask ten megabytes is the client's own work.
      startedAt = performance.now();
    });
  } finally {
    socket.terminate();
  }
}

function codeOf(errors: unknown): unknown {
  return (errors as { extensions?: { code?: unknown } }[] | undefined)?.[0]?.extensions?.code;
}
