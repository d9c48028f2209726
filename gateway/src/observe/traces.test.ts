import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { toldEvent } from '../edge/told-event.given.ts';
import { startTestGateway, type TestGateway, tokenFor } from '../gateway.given.ts';
import { until } from '../until.given.ts';
import { KeptSpans } from './kept-spans.given.ts';

const BOARD = `query Board($team: ID!) {
  board(team: $team) { pence person { name convs(first: 1) { text pence } } } }`;
const VARIABLES = { team: 't1' };

let spans: KeptSpans;
let started: TestGateway;
beforeEach(async () => {
  spans = new KeptSpans();
  started = await startTestGateway({ tracer: spans.tracer });
});
afterEach(() => started.gateway.stop());

describe('the trace of an operation', () => {
  it('shows how it was planned, what each subgraph was asked, and how the answer was written', async () => {
    await started.post({ query: BOARD, variables: VARIABLES });

    const tree = await spans.tree();

    expect(tree.slice(0, 3)).toEqual(['Board answered', '  plan', '  fetch practice 1 answered']);
    expect(tree.slice(3, -1).toSorted()).toEqual([
      '  fetch finance 1 answered',
      '  fetch people 1 answered',
    ]);
    expect(tree.at(-1)).toBe('  projection');
  });

  it('says what was asked by name, kind, hash and cost', async () => {
    await started.post({ query: BOARD, variables: VARIABLES });

    const span = await spans.named('Board');

    expect(span?.kind).toBe(SpanKind.SERVER);
    expect(span?.attributes).toEqual({
      'graphql.operation.name': 'Board',
      'graphql.operation.type': 'query',
      'graphql.document.hash': expect.stringMatching(/^[0-9a-f]{64}$/),
      'gateway.cost': expect.any(Number),
      'gateway.outcome': 'answered',
    });
    expect((await spans.named('fetch people'))?.attributes).toEqual({
      'gateway.subgraph': 'people',
      'gateway.attempt': 1,
      'gateway.transport': 'in process',
      'gateway.outcome': 'answered',
    });
  });

  it('has no plan when the document was planned already', async () => {
    await started.post({ query: '{ person(id: "p1") { name } }' });
    await started.post({ query: '{ person(id: "p1") { name } }' });

    expect(await spans.tree()).toEqual([
      'anonymous answered',
      '  plan',
      '  fetch people 1 answered',
      '  projection',
      'anonymous answered',
      '  fetch people 1 answered',
      '  projection',
    ]);
  });

  it('shows both tries of a subgraph that did not answer, and that the operation failed', async () => {
    started.finance.failing = 'unreachable';

    await started.post({ query: 'query Spent { person(id: "p1") { spent } }' });

    expect(await spans.tree()).toEqual([
      'Spent errors',
      '  plan',
      '  fetch people 1 answered',
      '  fetch finance 1 SUBGRAPH_UNAVAILABLE',
      '  fetch finance 2 SUBGRAPH_UNAVAILABLE',
      '  projection',
    ]);
    expect((await spans.named('Spent'))?.status).toEqual({ code: SpanStatusCode.ERROR });
    expect((await spans.named('fetch finance'))?.status).toEqual({ code: SpanStatusCode.ERROR });
    expect((await spans.named('fetch people'))?.status.code).toBe(SpanStatusCode.UNSET);
  });

  it('shows a second try that was answered, and then nothing has failed', async () => {
    started.finance.failing = 'unreachable';
    const asked = started.post({ query: 'query Spent { person(id: "p1") { spent } }' });
    await until(() => started.finance.fetches.length === 1);
    started.finance.failing = 'no';
    await asked;

    expect((await spans.tree()).slice(3, 5)).toEqual([
      '  fetch finance 1 SUBGRAPH_UNAVAILABLE',
      '  fetch finance 2 answered',
    ]);
    expect((await spans.named('Spent'))?.status.code).toBe(SpanStatusCode.UNSET);
  });

  it('says that a subgraph was not asked while its circuit is open', async () => {
    started.finance.failing = 'unreachable';
    for (let n = 0; n < 3; n++) {
      await started.post({ query: '{ person(id: "p1") { spent } }' });
    }

    let tree: string[];
    let tries = 0;
    do {
      await started.post({ query: `query Later${tries++} { person(id: "p1") { spent } }` });
      tree = await spans.tree();
      // One is asked after all when the machine stood still for the two seconds that it rests.
    } while (tree.at(-2) !== '  fetch finance 1 NOT_ASKED' && tries < 5);

    expect(tree.slice(-4)).toEqual([
      '  plan',
      '  fetch people 1 answered',
      '  fetch finance 1 NOT_ASKED',
      '  projection',
    ]);
  });

  it('tells nothing of a person: no variable, no answer, no viewer, no word of a client', async () => {
    const query = `query Find($person: ID!, $q: String) {
      person(id: $person) { name team { name } } search(q: $q) { __typename } }`;
    const id = '01939c5e-0000-7000-8000-00000000beef';
    await started.post(
      { query, variables: { person: 'p1', q: 'Mrs Example of Stevenage' } },
      {
        authorization: `Bearer ${tokenFor({ id, name: 'A Viewer' })}`,
        'x-request-id': '9434765919',
        tracestate: 'patient=9434765919',
        baggage: 'person=9434765919',
      },
    );

    const told = JSON.stringify(
      (await spans.all()).map(({ name, attributes, events, links, status, resource }) => [
        name,
        attributes,
        events,
        links,
        status,
        resource.attributes,
      ]),
    );

    expect(told).toContain('Find');
    for (const word of ['p1', 'Example', 'Person 1', 'North', id, 'A Viewer', '9434765919', '$q']) {
      expect(told).not.toContain(word);
    }
  });

  it('goes on from the trace of a client, and the subgraphs go on from each fetch', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const traceparent = `00-${trace}-00f067aa0ba902b7-01`;

    await started.post({ query: '{ person(id: "p1") { name } }' }, { traceparent });

    const operation = await spans.named('anonymous');
    expect(operation?.spanContext().traceId).toBe(trace);
    expect(operation?.parentSpanContext?.spanId).toBe('00f067aa0ba902b7');
    expect(started.people.fetches[0]?.trace).toEqual(
      (await spans.named('fetch people'))?.spanContext(),
    );
  });

  it.each(['', '00-0-0-01', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, 'ff-x'])(
    'begins anew when a client says %p',
    async (traceparent) => {
      await started.post({ query: '{ person(id: "p1") { name } }' }, { traceparent });

      expect((await spans.named('anonymous'))?.parentSpanContext).toBeUndefined();
    },
  );

  it('is one for each event of a live stream', async () => {
    const leaving = new AbortController();
    const response = await fetch(`${started.gateway.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${tokenFor()}`,
      },
      body: JSON.stringify({
        query: 'subscription Board { changed(team: "t1") { person { name spent } } }',
      }),
      signal: leaving.signal,
    });
    started.council.changes.say({ changed: { kind: 'NEW', person: started.council.person('p1') } });
    const event = await toldEvent(response);
    leaving.abort();

    expect(event).toMatchObject({ data: { changed: { person: { name: 'Person 1 "quoted"' } } } });
    expect(await spans.tree()).toEqual([
      'Board event answered',
      '  fetch finance 1 answered',
      '  projection',
    ]);
    expect(await started.metrics()).toMatch(
      /gateway_live_event_seconds_count\{operation="Board"\} [1-9]/,
    );
  });
});

describe('a gateway without a tracer', () => {
  it('begins no trace, not even for a client that has one', async () => {
    const other = await startTestGateway();

    await other.post(
      { query: '{ person(id: "p1") { name } }' },
      { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' },
    );
    await other.gateway.stop();

    expect(other.people.fetches).toHaveLength(1);
    expect(other.people.fetches[0]?.trace).toBeUndefined();
  });
});
