import { describe, expect, it } from '@jest/globals';
import { TestCouncil } from './council.given.ts';
import { Executor } from './executor.ts';
import type { ExecutorSettings } from './executor-settings.ts';
import { actor, composed } from './subgraph.given.ts';
import { SubgraphCircuits } from './transport/subgraph-circuits.ts';
import { until } from './until.given.ts';

function start(settings: Partial<ExecutorSettings> = {}) {
  const subgraphs = new TestCouncil().subgraphs();
  const all = Object.values(subgraphs);
  const executor = new Executor({
    supergraphSdl: composed(all),
    subgraphs: all,
    subgraphTimeoutMs: 100,
    retryDelayMs: () => 1,
    ...settings,
  });
  const ask = async (query: string) => {
    const startedAt = performance.now();
    const { value } = await executor.execute(executor.prepare({ query }), {
      actor: actor(),
      token: null,
      requestId: 'r1',
      signal: new AbortController().signal,
    });
    return { ...value, tookMs: performance.now() - startedAt };
  };
  return { ask, executor, ...subgraphs };
}

describe('a report', () => {
  const answersAfter = async (workMs: number, settings: Partial<ExecutorSettings>) => {
    const { ask, people } = start(settings);
    const release = people.hold();
    const answer = ask('query R { ...Report } fragment Report on Query { people { id } }');
    await until(() => people.fetches.length === 1);
    const work = setTimeout(release, workMs);
    return answer.finally(() => clearTimeout(work));
  };
  /** So much longer than the time it is given that a machine may stand still for seconds. */
  const TOO_LONG_MS = 10_000;

  it('may take longer than anything else', async () => {
    const { data } = await answersAfter(200, { slowFields: ['Query.people'] });

    expect(data?.['people']).toHaveLength(5);
  });

  it('may not take for ever', async () => {
    const { errors } = await answersAfter(TOO_LONG_MS, {
      slowFields: ['Query.people'],
      slowSubgraphTimeoutMs: 120,
    });

    expect(errors).toMatchObject([{ path: ['people'], extensions: { code: 'SUBGRAPH_TIMEOUT' } }]);
  });

  it('is what the setting names, and nothing else', async () => {
    const { errors } = await answersAfter(TOO_LONG_MS, { slowFields: ['Query.person'] });

    expect(errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_TIMEOUT' } }]);
  });
});

describe('a subgraph that does not answer for a while', () => {
  it('costs nobody any time once that is known, and each field it lacks is named', async () => {
    const { ask, finance } = start({ circuits: new SubgraphCircuits({ restMs: 60_000 }) });
    finance.failing = 'silent';
    for (let n = 0; n < 5; n++) {
      expect((await ask('{ people { spent } }')).errors).toMatchObject(
        [0, 1, 2, 3, 4].map((i) => ({
          path: ['people', i, 'spent'],
          extensions: { code: 'SUBGRAPH_TIMEOUT' },
        })),
      );
    }
    const askedBefore = finance.fetches.length;
    const query = '{ a: person(id: "p1") { name money: spent } }';

    const { data, errors, ...first } = await ask(query);
    const others = [await ask(query), await ask(query)];

    expect(data).toEqual({ a: { name: 'Person 1 "quoted"', money: null } });
    expect(errors).toEqual([
      {
        message: 'finance could not be reached.',
        path: ['a', 'money'],
        extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
      },
    ]);
    // The quickest of three: the first is planned, and other tests may hold up any.
    const tookMs = [first, ...others].map((answer) => answer.tookMs);
    expect(Math.min(...tookMs)).toBeLessThan(100);
    expect(finance.fetches).toHaveLength(askedBefore);
  });

  it('leaves no trace in the answer when the second try is answered', async () => {
    const { ask, finance } = start({ retryDelayMs: () => 20, subgraphTimeoutMs: 10_000 });
    finance.failing = 'unreachable';
    setTimeout(() => (finance.failing = 'no'), 10);

    expect(await ask('{ person(id: "p1") { spent } }')).toMatchObject({
      data: { person: { spent: 100 } },
    });
  });
});
