import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { startTestGateway, type TestGateway, tokenFor } from '../gateway.given.ts';

const TOUCH = 'mutation { touch(id: "p1") { id } }';
const FOREIGN = { origin: 'https://elsewhere.example' };

let started: TestGateway;
beforeAll(async () => {
  started = await startTestGateway({ allowedOrigins: ['https://boards.example'] });
});
afterAll(() => started.gateway.stop());

describe('a page of somebody else', () => {
  it.each([
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'text/plain; application/json',
    '',
  ])('cannot send an operation as a form does: %s', async (contentType) => {
    const response = await started.post(
      { query: TOUCH },
      { ...FOREIGN, 'content-type': contentType },
    );

    expect(response.status).toBe(415);
    expect(started.council.written).toEqual([]);
  });

  it('gains nothing by a cookie, for none is read', async () => {
    const response = await started.post(
      { query: TOUCH },
      { ...FOREIGN, authorization: '', cookie: `authorization=Bearer ${tokenFor()}` },
    );

    expect(response.status).toBe(401);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(started.council.written).toEqual([]);
  });

  it('is not told by the browser that it may ask', async () => {
    const preflight = await fetch(`${started.gateway.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        ...FOREIGN,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization, content-type',
      },
    });

    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    expect(preflight.headers.get('access-control-allow-headers')).toBeNull();
  });

  it.each([
    [undefined, 'open'],
    ['https://boards.example', 'open'],
    ['https://elsewhere.example', 403],
    ['https://boards.example.evil', 403],
    ['http://boards.example', 403],
    ['null', 403],
  ])('opens no WebSocket: from %s, %s', async (origin, outcome) => {
    const socket = new WebSocket(
      `${started.gateway.url.replace('http', 'ws')}/graphql`,
      'graphql-transport-ws',
      origin === undefined ? {} : { origin },
    );

    const became = await new Promise((resolve) => {
      socket.once('open', () => resolve('open'));
      socket.once('unexpected-response', (_, response) => resolve(response.statusCode));
      socket.once('error', () => {});
    });
    socket.terminate();

    expect(became).toBe(outcome);
  });
});

describe('a mutation', () => {
  it('is never sent by GET, as JSON or as a stream of events', async () => {
    const url = `${started.gateway.url}/graphql?query=${encodeURIComponent(TOUCH)}`;
    const authorization = `Bearer ${tokenFor()}`;

    for (const accept of ['application/json', 'text/event-stream']) {
      const response = await fetch(url, { headers: { authorization, accept } });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    }
    expect(started.council.written).toEqual([]);
  });
});
