import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { startTestGateway, type TestGateway, tokenFor } from './gateway.given.ts';
import { composed, MemorySubgraph } from './subgraph.given.ts';
import { until } from './until.given.ts';

const QUERY = '{ person(id: "p3") { name spent convs(first: 1) { text pence } } }';
const ANSWER = {
  data: {
    person: {
      name: 'Person 3 "quoted"',
      spent: 300,
      convs: [{ text: '“Said” 0\n\u2028', pence: 0 }],
    },
  },
};
const BOARD =
  'subscription { changed(team: "t1") { kind person { name convs(first: 1) { id } } } }';

let started: TestGateway;
let clients: Client[];
beforeEach(async () => {
  clients = [];
  started = await startTestGateway();
});
afterEach(async () => {
  await Promise.all(clients.map(async (client) => client.dispose()));
  await started.gateway.stop();
});

/** The supergraph of the tests with one of its words changed. */
function supergraphWith(subgraph = 'people', find: RegExp | string = '', replacement = ''): string {
  const { people, practice, finance } = started;
  return composed(
    [people, practice, finance].map((each) =>
      each.name === subgraph
        ? ({
            name: each.name,
            typeDefs: each.typeDefs.replace(find, replacement),
          } as MemorySubgraph)
        : each,
    ),
  );
}

function connect(): Client {
  const client = createClient({
    url: `${started.gateway.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${tokenFor()}` },
  });
  clients.push(client);
  return client;
}

function watch(query: string) {
  const results: unknown[] = [];
  let ended: string | undefined;
  connect().subscribe(
    { query },
    {
      next: (result) => results.push(result),
      error: () => (ended = 'error'),
      complete: () => (ended = 'complete'),
    },
  );
  return { results, ended: () => ended };
}

function say(kind: string): void {
  const { council } = started;
  council.changes.say({ changed: { kind, person: council.person('p3'), hit: null } });
}

describe('a change of the supergraph', () => {
  it('loses no request and no event, fifty times under load', async () => {
    const supergraphs = [supergraphWith(), supergraphWith('people', 'nr: Int', 'nr: Int age: Int')];
    const board = watch(BOARD);
    await until(() => started.council.changes.size === 1);
    const done = new AbortController();
    const answers: unknown[] = [];
    const overHttp = async (): Promise<void> => {
      while (!done.signal.aborted) {
        const response = await started.post({ query: QUERY });
        answers.push(await response.json());
      }
    };
    const overSocket = async (): Promise<void> => {
      const client = connect();
      while (!done.signal.aborted) {
        for await (const answer of client.iterate({ query: QUERY })) {
          answers.push(answer);
        }
      }
    };
    const load = [1, 2, 3, 4].flatMap(() => [overHttp(), overSocket()]);

    const executors = new Set<unknown>();
    for (let n = 0; n < 50; n++) {
      started.gateway.reload(supergraphs[n % 2] ?? '');
      executors.add(started.gateway.executor);
      say(`change ${n}`);
      const before = answers.length;
      await until(() => answers.length > before);
    }
    done.abort();
    await Promise.all(load);
    await until(() => board.results.length === 50);

    expect(executors.size).toBe(50);
    expect(answers.length).toBeGreaterThan(50);
    for (const answer of answers) {
      expect(answer).toEqual(ANSWER);
    }
    expect(board.results[49]).toEqual({
      data: {
        changed: {
          kind: 'change 49',
          person: { name: 'Person 3 "quoted"', convs: [{ id: 'p3v0' }] },
        },
      },
    });
    expect(started.council.changes.size).toBe(1);
  }, 30_000);

  it('is seen by the next operation, while the one under way finishes as it began', async () => {
    const release = started.people.hold();
    const underWay = started.post({ query: QUERY });
    await until(() => started.people.fetches.length === 1);

    started.gateway.reload(supergraphWith('finance', 'spent: Int @tag(name: "own")', 'gone: Int'));
    const next = await started.post({ query: QUERY });
    release();

    expect(await next.json()).toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
    expect(await (await underWay).json()).toEqual(ANSWER);
  });

  it('is refused as a whole when it is none, or knows a subgraph that is not here', async () => {
    const { executor } = started.gateway;
    const stranger = new MemorySubgraph('stranger', 'type Query { strange: Int }', {});

    expect(() => started.gateway.reload('type Query {')).toThrow('Failed to parse supergraph SDL');
    expect(() =>
      started.gateway.reload(
        composed([started.people, started.practice, started.finance, stranger]),
      ),
    ).toThrow('The supergraph knows a subgraph stranger that the gateway was not given.');

    expect(started.gateway.executor).toBe(executor);
    expect(await (await started.post({ query: QUERY })).json()).toEqual(ANSWER);
  });

  it('ends the streams that it leaves no place for, and says so', async () => {
    const board = watch(BOARD);
    const other = watch('subscription { changed(team: "t1") { person { id } } }');
    await until(() => started.council.changes.size === 2);

    started.gateway.reload(supergraphWith('people', 'kind: String! person', 'person'));
    await until(() => board.ended() !== undefined);
    say('later');
    await until(() => other.results.length === 1);

    expect(board.ended()).toBe('complete');
    expect(board.results).toMatchObject([{ errors: [{ extensions: { code: 'GRAPH_CHANGED' } }] }]);
    expect(other.ended()).toBeUndefined();
    expect(started.council.changes.size).toBe(1);
  });

  it('ends the streams whose answers several viewers shared and may not share any more', async () => {
    const board = watch(BOARD);
    await until(() => started.council.changes.size === 1);

    started.gateway.reload(
      supergraphWith('practice', '[Conversation!]\n}', '[Conversation!] @tag(name: "own")\n}'),
    );

    await until(() => board.ended() === 'complete');
    expect(board.results).toMatchObject([{ errors: [{ extensions: { code: 'GRAPH_CHANGED' } }] }]);
  });

  it('takes a stream along to where its fields come from now', async () => {
    const { practice, finance } = started;
    const board = watch(`subscription { changed(team: "t1") { person { ${COST_ROW} cost } } }`);
    await until(() => started.council.changes.size === 1);
    say('before');
    await until(() => board.results.length === 1);
    expect([practice.fetches.length, finance.fetches.length]).toEqual([1, 0]);

    started.gateway.reload(supergraphWithCostInFinance());
    say('after');
    await until(() => board.results.length === 2);

    expect([practice.fetches.length, finance.fetches.length]).toEqual([1, 1]);
    expect(started.council.changes.size).toBe(1);
  });

  it('leaves a stream as it was planned when other events would be needed, for itself alone', async () => {
    const { practice, finance } = started;
    const query = 'subscription { changed(team: "t1") { person { cost } } }';
    const early = watch(query);
    await until(() => started.council.changes.size === 1);

    started.gateway.reload(supergraphWithCostInFinance());
    const late = watch(query);
    await until(() => started.council.changes.size === 2);
    say('after');
    await until(() => early.results.length === 1 && late.results.length === 1);

    expect([practice.fetches.length, finance.fetches.length]).toEqual([1, 1]);
    expect(early.results).toEqual([{ data: { changed: { person: { cost: null } } } }]);
    expect(late.results).toEqual(early.results);
  });
});

/** What practice requires of people for the cost. */
const COST_ROW = 'id weight dims { w h }';

function supergraphWithCostInFinance(): string {
  return supergraphWith(
    'finance',
    'cost: Int @external perCost: Int @requires(fields: "cost")',
    'cost: Int @override(from: "practice") perCost: Int',
  );
}
