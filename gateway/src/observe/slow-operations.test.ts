import { afterEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '@connected-lives/kit/log';
import { documentHash } from '../documents/document-hash.ts';
import { startTestGateway, type TestGateway, tokenFor } from '../gateway.given.ts';
import type { GatewaySettings } from '../gateway.ts';
import { until } from '../until.given.ts';

const QUERY = 'query Find($person: ID!) { person(id: $person) { name spent } }';

let started: TestGateway | undefined;
afterEach(() => started?.gateway.stop());

async function start(settings: Partial<GatewaySettings>) {
  const lines: string[] = [];
  const logger = createLogger('gateway', 'warn', { write: (line) => lines.push(line) });
  started = await startTestGateway({ logger, ...settings });
  const logged = () =>
    lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ msg }) => msg === 'slow operation' || msg === 'operation failed');
  const find = (person: string, headers = {}) =>
    (started as TestGateway).post({ query: QUERY, variables: { person } }, headers);
  return { ...started, lines, logged, find };
}

describe('the log of slow operations', () => {
  it('says what was slow and where the time went', async () => {
    const { find, logged, finance } = await start({ slowOperationMs: 60 });
    const release = finance.hold();
    const asked = find('p1', { 'x-request-id': 'request-7' });
    await until(() => finance.fetches.length === 1);
    setTimeout(release, 80);
    await asked;

    expect(logged()).toEqual([
      expect.objectContaining({
        level: 40,
        msg: 'slow operation',
        operation: 'Find',
        kind: 'query',
        documentHash: documentHash(QUERY),
        outcome: 'answered',
        cost: 1,
        requestId: 'request-7',
        ms: expect.any(Number),
        subgraphMs: { people: expect.any(Number), finance: expect.any(Number) },
        variablesHash: expect.stringMatching(/^[0-9a-f]{32}$/),
      }),
    ]);
    const [{ ms, subgraphMs } = {}] = logged();
    expect(ms).toBeGreaterThanOrEqual(60);
    expect((subgraphMs as { finance: number }).finance).toBeGreaterThanOrEqual(60);
  });

  it('says nothing of an operation that is quick and of one that is only refused something', async () => {
    const { find, logged } = await start({ slowOperationMs: 10_000 });

    await find('p1');
    await started?.post({ query: '{ nothing }' });

    expect(logged()).toEqual([]);
  });

  it('also says what failed, however quickly', async () => {
    const { find, logged, finance, people } = await start({ slowOperationMs: 10_000 });
    finance.failing = 'unreachable';
    await find('p1');
    finance.failing = 'no';
    people.failing = 'unlogged';
    await find('p1');

    expect(logged()).toMatchObject([
      { msg: 'operation failed', operation: 'Find', outcome: 'errors' },
      { msg: 'operation failed', operation: 'Find', outcome: 'failed' },
    ]);
  });

  it('says nothing of a client that left', async () => {
    const { logged, people, gateway } = await start({ slowOperationMs: 10_000 });
    const release = people.hold();
    const leaving = new AbortController();
    const asked = fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokenFor()}` },
      body: JSON.stringify({ query: QUERY, variables: { person: 'p1' } }),
      signal: leaving.signal,
    });
    await until(() => people.fetches.length === 1);
    leaving.abort();
    await expect(asked).rejects.toThrow('aborted');
    await until(() => people.fetches[0]?.signal?.aborted === true);
    release();
    const left = 'gateway_operations_total{operation="Find",kind="query",outcome="left"} 1';
    await until(async () => (await started?.metrics())?.includes(left) === true);

    expect(logged()).toEqual([]);
  });

  it('tells calls with the same variables from others, and holds no variable and no document', async () => {
    const { find, logged, lines } = await start({ slowOperationMs: 0 });

    await find('p1-of-stevenage');
    await find('p1-of-stevenage');
    await find('p2-of-watford');

    const [first, again, other] = logged().map(({ variablesHash }) => variablesHash);
    expect(first).toBe(again);
    expect(first).not.toBe(other);
    expect(lines.join('')).not.toMatch(/p1|p2|stevenage|watford|\$person|spent/);
  });

  it('says at the start which slow field is none', async () => {
    const { lines } = await start({ slowFields: ['Query.people', 'Query.peple', 'Nobody.name'] });

    expect(lines.map((line) => (JSON.parse(line) as { field: string }).field)).toEqual([
      'Query.peple',
      'Nobody.name',
    ]);
  });

  it('has hashes of its own in each process, unless both were given one key', async () => {
    const hashOf = async (settings: Partial<GatewaySettings>) => {
      const { find, logged, gateway } = await start({ slowOperationMs: 0, ...settings });
      await find('p1');
      await gateway.stop();
      started = undefined;
      return logged()[0]?.['variablesHash'];
    };
    const variablesHashKey = 'a key that two gateways were given';

    expect(await hashOf({})).not.toBe(await hashOf({}));
    expect(await hashOf({ variablesHashKey })).toBe(await hashOf({ variablesHashKey }));
  });
});
