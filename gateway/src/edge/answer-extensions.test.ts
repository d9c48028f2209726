import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGateway, type TestGateway, tokenFor } from '../gateway.given.ts';
import { toldEvent } from './told-event.given.ts';

const QUERY = { query: '{ person(id: "p1") { name spent } }' };
const BYTES = '{"data":{"person":{"name":"Person 1 \\"quoted\\"","spent":100}}}';

let production: TestGateway;
let development: TestGateway;
beforeAll(async () => {
  production = await startTestGateway();
  development = await startTestGateway({ production: false });
});
afterAll(async () => {
  await production.gateway.stop();
  await development.gateway.stop();
});

async function textOf(response: Promise<Response>): Promise<string> {
  return (await response).text();
}

describe('beside an answer', () => {
  it('stands nothing that was not asked for', async () => {
    expect(await textOf(production.post(QUERY))).toBe(BYTES);
    expect(await textOf(development.post(QUERY, { 'x-graphql-cost': 'no' }))).toBe(BYTES);
  });

  it('stands what it cost, when a client asks', async () => {
    const cost = { 'x-graphql-cost': 'yes' };

    expect(await textOf(production.post(QUERY, cost))).toBe(
      `${BYTES.slice(0, -1)},"extensions":{"cost":1}}`,
    );
    const paged =
      'query ($n: Int) { person(id: "p1") { convs(first: $n) { about { __typename } } } }';
    expect(
      await (await production.post({ query: paged, variables: { n: 3 } }, cost)).json(),
    ).toMatchObject({ data: {}, extensions: { cost: 5 } });
  });

  it('stands the plan, in development alone', async () => {
    const plan = { 'x-graphql-plan': 'yes' };
    const planned = async (query: string) =>
      ((await (await development.post({ query }, plan)).json()) as { extensions: unknown })
        .extensions;

    expect(await planned(QUERY.query)).toMatchObject({
      plan: [
        {
          kind: 'Sequence',
          nodes: [{ kind: 'Fetch', serviceName: 'people' }, { kind: 'Flatten' }],
        },
      ],
      fetches: ['people', 'finance'].map((subgraph) => ({
        subgraph,
        attempt: 1,
        outcome: 'answered',
        ms: expect.any(Number),
      })),
    });
    expect(
      await planned('mutation { touch(id: "p1") { id } open(person: "p1") { id } }'),
    ).toMatchObject({ plan: [{ serviceName: 'people' }, { serviceName: 'practice' }] });
    expect(await planned('{ __typename }')).toEqual({ plan: [], fetches: [] });
    expect(await textOf(production.post(QUERY, plan))).toBe(BYTES);
  });

  it('stands the plan of a stream at each of its events', async () => {
    const leaving = new AbortController();
    const response = await fetch(`${development.gateway.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${tokenFor()}`,
        'x-graphql-plan': 'yes',
      },
      body: JSON.stringify({
        query: 'subscription { changed(team: "t1") { person { name spent } } }',
      }),
      signal: leaving.signal,
    });
    const { changes } = development.council;
    changes.say({ changed: { kind: 'NEW', person: development.council.person('p1') } });
    const event = await toldEvent(response);
    leaving.abort();

    expect(event).toMatchObject({
      data: { changed: { person: { name: 'Person 1 "quoted"' } } },
      extensions: {
        plan: [{ kind: 'Sequence', nodes: [{ kind: 'Subscription' }, { kind: 'Flatten' }] }],
      },
    });
  });
});
