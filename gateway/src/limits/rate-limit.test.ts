import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { startTestGateway, type TestGateway, tokenFor } from '../gateway.given.ts';
import { actor } from '../subgraph.given.ts';
import { RateLimit } from './rate-limit.ts';

const COSTS_ONE = '{ person(id: "p1") { name } }';
const COSTS_ELEVEN = '{ people { team { id } } }';

let started: TestGateway;
beforeEach(async () => {
  started = await startTestGateway({ rateLimit: { pointsPerMinute: 20 } });
});
afterEach(() => started.gateway.stop());

describe('the rate limit', () => {
  it('lets a viewer spend so many points a minute, and then asks them to wait', async () => {
    const startedAt = performance.now();
    expect((await started.post({ query: COSTS_ELEVEN })).status).toBe(200);
    const refused = await started.post({ query: COSTS_ELEVEN });
    const afterwards = await started.post({ query: COSTS_ONE });
    const passedSeconds = (performance.now() - startedAt) / 1_000;

    for (const response of [refused, afterwards]) {
      expect(response.status).toBe(429);
      const seconds = Number(response.headers.get('retry-after'));
      expect(seconds).toBeGreaterThanOrEqual(Math.floor(60 - passedSeconds));
      expect(seconds).toBeLessThanOrEqual(60);
      expect(await response.json()).toMatchObject({
        errors: [{ extensions: { code: 'RATE_LIMITED', limit: 20, retryAfterSeconds: seconds } }],
      });
    }
    expect(started.people.fetches).toHaveLength(1);
  });

  it('counts each viewer, whatever tokens they come by', async () => {
    const as = (id: string, lifetimeMs: number) =>
      started.post(
        { query: COSTS_ELEVEN },
        { authorization: `Bearer ${tokenFor({ id }, lifetimeMs)}` },
      );

    expect((await as('ada', 60_000)).status).toBe(200);
    expect((await as('ben', 60_000)).status).toBe(200);
    expect((await as('ada', 90_000)).status).toBe(429);
  });

  it('counts what costs nothing as one point', async () => {
    const statuses = [];
    for (let n = 0; n < 21; n++) {
      statuses.push((await started.post({ query: '{ __typename }' })).status);
    }

    expect(statuses.slice(0, 20).every((status) => status === 200)).toBe(true);
    expect(statuses[20]).toBe(429);
  });

  it('does no work on what a viewer sends who has nothing left', async () => {
    await started.post({ query: COSTS_ELEVEN });
    await started.post({ query: COSTS_ELEVEN });

    const response = await started.post({ query: '{ nonsense' });

    expect(response.status).toBe(429);
  });

  it('holds over a WebSocket too, and counts a stream once', async () => {
    const client = createClient({
      url: `${started.gateway.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${tokenFor()}` },
    });
    const stream = client.iterate({
      query: 'subscription { changed(team: "t1") { kind person { team { id } } } }',
    });
    const events: unknown[] = [];
    const reading = (async () => {
      for await (const event of stream) {
        events.push(event);
      }
    })();
    while (started.council.changes.size === 0) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    for (let n = 0; n < 30; n++) {
      started.council.changes.say({
        changed: { kind: 'NEW', person: started.council.person('p1') },
      });
    }
    while (events.length < 30) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }

    expect(await next(client.iterate({ query: COSTS_ELEVEN }))).toHaveProperty('data');
    await expect(next(client.iterate({ query: COSTS_ELEVEN }))).rejects.toMatchObject([
      { extensions: { code: 'RATE_LIMITED' } },
    ]);
    await client.dispose();
    await reading;
  });

  it('shows in the metrics', async () => {
    await started.post({ query: COSTS_ELEVEN });
    await started.post({ query: COSTS_ELEVEN });

    const metrics = await started.metrics();

    expect(metrics).toMatch(/gateway_cost_points_total [1-9]/);
    expect(metrics).toMatch(/gateway_refusals_total\{code="RATE_LIMITED"\} [1-9]/);
  });
});

describe('the store of a rate limit', () => {
  it('must be usable when the gateway starts', async () => {
    const query = () => Promise.reject(new Error('connection refused'));

    await expect(RateLimit.open({ store: { query } })).rejects.toThrow('connection refused');
  });

  it('may fail later: the gateway then counts by itself', async () => {
    let failing = false;
    const query = () =>
      failing
        ? Promise.reject(new Error('connection refused'))
        : Promise.resolve({ rows: [{ points: 1, expire: String(Date.now() + 60_000) }] });
    const rateLimit = await RateLimit.open({ pointsPerMinute: 20, store: { query } });
    failing = true;

    await rateLimit.spend(actor(), 15);

    await expect(rateLimit.spend(actor(), 15)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });
});

async function next(results: AsyncIterableIterator<unknown>): Promise<unknown> {
  return (await results.next()).value;
}
