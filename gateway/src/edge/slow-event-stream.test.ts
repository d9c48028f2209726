import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Answer } from '../answer.ts';
import { sendEventStream } from './event-stream.ts';

const EVENTS = 100;
/** More than a connection takes at once, so that each event waits for the client. */
const LONG = new Answer(JSON.stringify({ data: 'x'.repeat(200_000) }), false);

let server: ReturnType<typeof createServer>;
let listeners: number[];
beforeEach(async () => {
  listeners = [];
  server = createServer((_, response) => {
    void sendEventStream(response, {}, longAnswers(response));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function* longAnswers(response: ServerResponse): AsyncIterable<Answer> {
  for (let n = 0; n < EVENTS; n += 1) {
    listeners.push(response.listenerCount('close') + response.listenerCount('drain'));
    yield await Promise.resolve(LONG);
  }
}

it('waits for a slow client at each event, and for all of them with nothing left behind', async () => {
  const { port } = server.address() as AddressInfo;

  const text = await (await fetch(`http://127.0.0.1:${port}`)).text();

  expect(text.match(/event: next/g)).toHaveLength(EVENTS);
  expect(text).toMatch(/event: complete\ndata:\n\n$/);
  expect(new Set(listeners)).toEqual(new Set([listeners[0]]));
});
