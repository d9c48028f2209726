import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-sse';
import { startTestGateway, type TestGateway, tokenFor } from '../gateway.given.ts';

let started: TestGateway;
beforeEach(async () => {
  started = await startTestGateway();
});
afterEach(() => started.gateway.stop());

function client(lifetimeMs?: number) {
  return createClient({
    url: `${started.gateway.url}/graphql`,
    retryAttempts: 0,
    headers: { authorization: `Bearer ${tokenFor({}, lifetimeMs)}` },
  });
}

const CHANGED = 'subscription { changed(team: "t1") { kind person { name spent } } }';

describe('server-sent events', () => {
  it('carry a live stream, and end it upstream when the client leaves', async () => {
    const stream = client().iterate({ query: CHANGED });
    const first = stream.next();
    while (started.council.changes.size === 0) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    started.council.changes.say({ changed: { kind: 'NEW', person: started.council.person('p1') } });

    expect((await first).value).toEqual({
      data: { changed: { kind: 'NEW', person: { name: 'Person 1 "quoted"', spent: 100 } } },
    });
    await stream.return?.();
    while (started.council.changes.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  });

  it('carry a query like any other answer', async () => {
    const results: unknown[] = [];
    for await (const result of client().iterate({ query: '{ person(id: "p1") { name } }' })) {
      results.push(result);
    }

    expect(results).toEqual([{ data: { person: { name: 'Person 1 "quoted"' } } }]);
  });

  it('end with a word of explanation when the token does', async () => {
    const results: unknown[] = [];
    for await (const result of client(1_500).iterate({ query: CHANGED })) {
      results.push(result);
    }

    expect(results).toMatchObject([{ errors: [{ extensions: { code: 'TOKEN_EXPIRED' } }] }]);
  });

  it('are refused as JSON under the same limits', async () => {
    const response = await started.post(
      { query: `{ ${'__typename '.repeat(2_001)} }` },
      { accept: 'text/event-stream' },
    );

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'QUERY_TOO_LARGE' } }],
    });
  });

  it('are what a subscription needs', async () => {
    expect((await started.post({ query: CHANGED })).status).toBe(406);
  });
});
