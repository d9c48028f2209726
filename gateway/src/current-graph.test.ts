import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { createLogger, type Logger } from '@connected-lives/kit/log';
import { TestCouncil } from './council.given.ts';
import { CurrentGraph } from './current-graph.ts';
import { createLibrary } from './exactness/library.given.ts';
import { subgraphsOf } from './exactness/test-graph.given.ts';
import { composed, type MemorySubgraph } from './subgraph.given.ts';
import { until } from './until.given.ts';

function graphOver(subgraphs: readonly MemorySubgraph[], logger = createLogger('test', 'silent')) {
  const supergraphSdl = composed(subgraphs);
  const graph = new CurrentGraph(
    supergraphSdl,
    {
      subgraphs,
      trustedDocuments: { manifest: new Map(), mayExplore: [] },
      enforceTrustedDocuments: false,
    },
    logger,
  );
  return { graph, supergraphSdl };
}

const aCouncil = () => graphOver(Object.values(new TestCouncil().subgraphs()));

describe('a change of the supergraph', () => {
  it('plans again what was asked for last, so that the next request finds its plan', async () => {
    const { graph, supergraphSdl } = aCouncil();
    const query = 'query ($yes: Boolean!) { person(id: "p1") { name spent @include(if: $yes) } }';
    for (const yes of [true, false]) {
      graph.executor.prepare({ query, variables: { yes } });
    }

    graph.take(supergraphSdl);
    await until(() => graph.executor.documentsKept === 1);
    await nextTurn();
    await nextTurn();

    for (const yes of [true, false]) {
      expect(graph.executor.prepare({ query, variables: { yes } }).planned).toBeUndefined();
    }
  });

  it('plans at most the last hundred, one in each turn of the event loop', async () => {
    const { graph, supergraphSdl } = aCouncil();
    const queryOf = (n: number) => `{ person(id: "p${n}") { name } }`;
    for (let n = 0; n < 120; n++) {
      graph.executor.prepare({ query: queryOf(n) });
    }

    graph.take(supergraphSdl);
    const planned: number[] = [];
    for (let turn = 0; turn < 130; turn++) {
      planned.push(graph.executor.documentsKept);
      await nextTurn();
    }

    expect(planned[0]).toBe(0);
    expect(planned.every((kept, turn) => kept - (planned[turn - 1] ?? 0) <= 1)).toBe(true);
    expect(graph.executor.documentsKept).toBe(100);
    expect(graph.executor.prepare({ query: queryOf(119) }).planned).toBeUndefined();
    expect(graph.executor.prepare({ query: queryOf(0) }).planned).toBeDefined();
  });

  it('forgets what is no operation of the new graph', async () => {
    const { people, practice, finance } = new TestCouncil().subgraphs();
    const { graph } = graphOver([people, practice, finance]);
    graph.executor.prepare({ query: '{ person(id: "p1") { spent } }' });
    graph.executor.prepare({ query: '{ person(id: "p1") { name } }' });
    const without = {
      name: 'finance',
      typeDefs: finance.typeDefs.replace('spent: Int', 'gone: Int'),
    };

    graph.take(composed([people, practice, without as MemorySubgraph]));
    await until(() => graph.executor.documentsKept === 1);

    expect(() => graph.executor.prepare({ query: '{ person(id: "p1") { spent } }' })).toThrow(
      expect.objectContaining({ code: 'GRAPHQL_VALIDATION_FAILED' }),
    );
  });
});

describe('a document that the planner has no plan for', () => {
  const query =
    '{ works { ... on Book { loans { item { ... on Book { fee } } } } } echo: __type(name: "Ada Khan") { name } }';

  it('is logged once, by its hash and with the planner’s reason, and without what it says', () => {
    const lines: Record<string, unknown>[] = [];
    const { graph, supergraphSdl } = graphOver(subgraphsOf(createLibrary()), logInto(lines));
    const refused = expect.objectContaining({ code: 'NOT_PLANNABLE' });

    for (let n = 0; n < 3; n++) {
      expect(() => graph.executor.prepare({ query })).toThrow(refused);
    }
    graph.take(supergraphSdl);
    expect(() => graph.executor.prepare({ query })).toThrow(refused);

    expect(lines).toMatchObject([
      {
        msg: 'no plan for a document',
        document: expect.stringMatching(/^[0-9a-f]{64}$/),
        reason: expect.stringMatching(/\w+/),
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain('Ada Khan');
  });
});

function logInto(lines: Record<string, unknown>[]): Logger {
  return createLogger('test', 'warn', {
    write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>),
  });
}
