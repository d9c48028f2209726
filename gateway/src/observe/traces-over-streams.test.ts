import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { toldEvent } from '../edge/told-event.given.ts';
import { startTestGateway, type TestGateway, tokenFor } from '../gateway.given.ts';
import { until } from '../until.given.ts';
import { KeptSpans } from './kept-spans.given.ts';

const SPAN = '00f067aa0ba902b7';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const OTHER_TRACE = 'a3ce929d0e0e47364bf92f3577b34da6';
const traceparentOf = (trace: string): string => `00-${trace}-${SPAN}-01`;
const PERSON = 'query Person { person(id: "p1") { name } }';
const BOARD = 'subscription Board { changed(team: "t1") { person { name spent } } }';

let spans: KeptSpans;
let started: TestGateway;
let clients: Client[];
beforeEach(async () => {
  spans = new KeptSpans();
  clients = [];
  started = await startTestGateway({ tracer: spans.tracer });
});
afterEach(async () => {
  await Promise.all(clients.map(async (client) => client.dispose()));
  await started.gateway.stop();
});

/** Sends one operation over a socket of its own; `next` is what it is told. */
function ask(
  query: string,
  { connected, sent }: { readonly connected?: unknown; readonly sent?: unknown },
) {
  const client = createClient({
    url: `${started.gateway.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: {
      authorization: `Bearer ${tokenFor({ id: crypto.randomUUID() })}`,
      traceparent: connected,
    },
  });
  clients.push(client);
  return client.iterate({ query, extensions: { traceparent: sent } });
}

const say = (): void =>
  started.council.changes.say({ changed: { kind: 'NEW', person: started.council.person('p1') } });

async function parentOf(name: string) {
  return (await spans.named(name))?.parentSpanContext;
}

describe('the trace of a client that speaks over a WebSocket', () => {
  it('goes on with the operation that names it', async () => {
    await ask(PERSON, { sent: traceparentOf(TRACE) }).next();

    expect(await parentOf('Person')).toMatchObject({ traceId: TRACE, spanId: SPAN });
    expect((await parentOf('fetch people'))?.traceId).toBe(TRACE);
  });

  it('goes on with every operation when it was named by the first message', async () => {
    await ask(PERSON, { connected: traceparentOf(TRACE) }).next();

    expect(await parentOf('Person')).toMatchObject({ traceId: TRACE, spanId: SPAN });
  });

  it('is that of the operation where both name one', async () => {
    await ask(PERSON, {
      connected: traceparentOf(OTHER_TRACE),
      sent: traceparentOf(TRACE),
    }).next();

    expect((await parentOf('Person'))?.traceId).toBe(TRACE);
  });

  it.each(['', 'x'.repeat(50_000), `${traceparentOf(TRACE)}-more`, 7, null, [TRACE], { TRACE }])(
    'begins anew when it says something else (%#)',
    async (sent) => {
      const { value } = (await ask(PERSON, { sent }).next()) as { value: { data?: unknown } };

      expect(value.data).toEqual({ person: { name: 'Person 1 "quoted"' } });
      expect((await spans.named('Person'))?.parentSpanContext).toBeUndefined();
    },
  );

  it('goes on with each event of its stream', async () => {
    const stream = ask(BOARD, { sent: traceparentOf(TRACE) });
    const first = stream.next();
    await until(() => started.council.changes.size === 1);

    say();
    await first;
    const second = stream.next();
    say();
    await second;

    const events = (await spans.all()).filter(({ name }) => name === 'Board event');
    expect(events.map(({ parentSpanContext: parent }) => parent)).toMatchObject([
      { traceId: TRACE, spanId: SPAN },
      { traceId: TRACE, spanId: SPAN },
    ]);
    expect(await parentOf('fetch finance')).toEqual(events[0]?.spanContext());
  });

  it('is that of the first who named one when several share a stream', async () => {
    const shared = 'subscription Board { changed(team: "t1") { person { name } } }';
    const streams = [];
    for (const sent of [undefined, traceparentOf(TRACE), traceparentOf(OTHER_TRACE)]) {
      streams.push(ask(shared, { sent }).next());
      const line = `\ngateway_live_readers ${streams.length}\n`;
      while (!(await started.metrics()).includes(line)) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
    expect(started.council.changes.size).toBe(1);

    say();
    await Promise.all(streams);

    expect((await parentOf('Board event'))?.traceId).toBe(TRACE);
    expect((await spans.all()).filter(({ name }) => name === 'Board event')).toHaveLength(1);
  });
});

describe('the trace of a client of server-sent events', () => {
  it.each<[string, Record<string, string>, Record<string, unknown>]>([
    ['header', { traceparent: traceparentOf(TRACE) }, {}],
    ['extension', {}, { traceparent: traceparentOf(TRACE) }],
    ['header before an extension', { traceparent: traceparentOf(TRACE) }, { traceparent: 'x' }],
  ])('goes on with each event: %s', async (_by, headers, extensions) => {
    const leaving = new AbortController();
    const response = await fetch(`${started.gateway.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${tokenFor()}`,
        ...headers,
      },
      body: JSON.stringify({ query: BOARD, extensions }),
      signal: leaving.signal,
    });
    await until(() => started.council.changes.size === 1);
    say();
    const event = await toldEvent(response);
    leaving.abort();

    expect(event).toMatchObject({ data: { changed: { person: { name: 'Person 1 "quoted"' } } } });
    expect(await parentOf('Board event')).toMatchObject({ traceId: TRACE, spanId: SPAN });
  });
});
