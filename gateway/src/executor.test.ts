import { describe, expect, it } from '@jest/globals';
import { Executor } from './executor.ts';
import { TestCouncil } from './council.given.ts';
import { actor, composed } from './subgraph.given.ts';

function start(council = new TestCouncil()) {
  const subgraphs = council.subgraphs();
  const all = Object.values(subgraphs);
  const executor = new Executor({
    supergraphSdl: composed(all),
    subgraphs: all,
    subgraphTimeoutMs: 1_000,
    limits: { cost: 100_000 },
  });
  return { council, executor, ...subgraphs };
}

async function ask(executor: Executor, query: string, variables: Record<string, unknown> = {}) {
  const ready = executor.prepare({ query, variables });
  const { text } = await executor.execute(ready, {
    actor: actor(),
    token: null,
    requestId: 'r1',
    signal: new AbortController().signal,
  });
  return {
    text,
    ...(JSON.parse(text) as {
      data: unknown;
      errors?: { path: unknown; message: string; extensions: Record<string, unknown> }[];
    }),
  };
}

describe('the executor', () => {
  it('puts an error of a shared entity at every place where the client sees it', async () => {
    const { council, executor } = start();
    Object.assign(council.people[0] as object, {
      spent: () => {
        throw new Error('no ledger');
      },
    });

    const { data, errors } = await ask(
      executor,
      '{ board(team: "t1") { owner { total: spent } } person(id: "p0") { spent } }',
    );

    expect(errors?.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        ['board', 0, 'owner', 'total'],
        ['board', 4, 'owner', 'total'],
        ['person', 'spent'],
      ]),
    );
    expect(errors).toHaveLength(5);
    expect(data).toMatchObject({ person: { spent: null } });
  });

  it('says which promised value is missing when no subgraph said so', async () => {
    const { council, executor } = start();
    council.teams.forEach((team) =>
      team.board.forEach((card) => Object.assign(card, { person: { id: 'nobody' } })),
    );

    const { data, errors } = await ask(executor, '{ board(team: "t1") { id person { id name } } }');

    expect(data).toBeNull();
    expect(errors?.[0]).toEqual({
      // An entity that is not there lacks its name without a word; the card was promised a person.
      message: 'Cannot return null for non-nullable field Card.person.',
      path: ['board', 0, 'person'],
      extensions: { code: 'UNEXPECTED_NULL' },
    });
    expect(errors).toHaveLength(1);
  });

  it('finishes each field of a mutation before the next begins', async () => {
    const { council, executor, finance } = start();
    const writtenBefore: number[] = [];
    const opened = finance.open.bind(finance);
    finance.open = (request) => {
      const operation = opened(request);
      return {
        ...operation,
        execute: (fetch) => {
          writtenBefore.push(council.written.length);
          return operation.execute(fetch);
        },
      };
    };

    await ask(
      executor,
      'mutation { touch(id: "p1") { spent } open(person: "p2") { spent } again: touch(id: "p3") { spent } }',
    );

    expect(council.written).toEqual(['touch p1', 'open p2', 'touch p3']);
    expect(writtenBefore).toEqual([1, 2, 3]);
  });

  it('does not begin the mutation after one that failed and must not', async () => {
    const { council, executor } = start();

    const { data, errors } = await ask(
      executor,
      'mutation { touch(id: "nobody") { id } open(person: "p2") { id } }',
    );

    expect(data).toBeNull();
    expect(errors?.map(({ path }) => path)).toEqual([['touch']]);
    expect(council.written).toEqual(['touch nobody']);
  });

  it('closes every subgraph that was asked, and no other, before the answer leaves', async () => {
    const { executor, people, practice, finance } = start();

    await ask(executor, '{ person(id: "p1") { name spent manager { spent } } }');

    expect([people.closed, practice.closed, finance.closed]).toEqual([1, 0, 1]);
    expect(finance.requests).toHaveLength(1);
  });

  it('does not wait for the access log of a subgraph that gave nothing', async () => {
    const { executor, finance } = start();
    finance.failing = 'silent';
    const open = finance.open.bind(finance);
    finance.open = (request) => ({ ...open(request), close: () => new Promise(() => {}) });

    const { data } = await ask(executor, '{ person(id: "p1") { id spent } }');

    expect(data).toEqual({ person: { id: 'p1', spent: null } });
  });

  it('refuses the whole answer when who looked could not be written down', async () => {
    const { executor, finance } = start();
    finance.failing = 'unlogged';

    await expect(ask(executor, '{ person(id: "p1") { name spent } }')).rejects.toMatchObject({
      code: 'ACCESS_LOG_UNAVAILABLE',
    });
  });

  it('refuses variables that do not fit the graph', () => {
    const { executor } = start();
    const query = 'query ($id: ID!, $f: Filter) { person(id: $id) { id } echo(filter: $f) }';

    expect(() =>
      executor.prepare({
        query: query.replace('Filter)', 'Filter!)'),
        variables: { f: { words: [1] } },
      }),
    ).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });

  it('hides what is inaccessible', async () => {
    const { executor } = start();

    expect(() =>
      executor.prepare({ query: '{ echo(filter: { words: [], kind: SECRET }) }' }),
    ).toThrow(expect.objectContaining({ code: 'GRAPHQL_VALIDATION_FAILED' }));
  });

  it('keeps a bounded number of documents', () => {
    const council = new TestCouncil();
    const all = Object.values(council.subgraphs());
    const executor = new Executor({
      supergraphSdl: composed(all),
      subgraphs: all,
      documentsMax: 3,
    });

    for (let n = 0; n < 10; n++) {
      executor.prepare({ query: `{ person(id: "p${n}") { name } }` });
    }

    expect(executor.documentsKept).toBe(3);
  });

  it('refuses names that reach for prototypes', () => {
    const { executor } = start();

    for (const query of [
      '{ __proto__: person(id: "p1") { id } }',
      'query ($__proto__: ID!) { person(id: $__proto__) { id } }',
      '{ person(id: "p1") { ...__proto__ } } fragment __proto__ on Person { id }',
    ]) {
      expect(() => executor.prepare({ query })).toThrow(
        expect.objectContaining({ code: 'GRAPHQL_VALIDATION_FAILED' }),
      );
    }
  });
});
