import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Subgraph } from '@connected-lives/kit/subgraph';
import { TestCouncil } from '../council.given.ts';
import { Executor } from '../executor.ts';
import { startTestGateway, type TestGateway } from '../gateway.given.ts';
import { copyOf } from './copy-value.ts';
import { actor, composed, type MemorySubgraph } from '../subgraph.given.ts';

let started: TestGateway;
beforeAll(async () => {
  started = await startTestGateway();
});
afterAll(() => started.gateway.stop());

afterEach(() => {
  const reached = Object.keys(Object.prototype);
  for (const key of reached) {
    delete (Object.prototype as Record<string, unknown>)[key];
  }
  if (reached.length > 0) {
    throw new Error(`All objects of the process have got ${reached.join(', ')}.`);
  }
});

/** As it comes over the wire: `JSON.parse` makes a property of its own of `__proto__`. */
const POLLUTED =
  '{"__proto__": {"polluted": true}, "polluted": true, "constructor": {"prototype": {"polluted": true}}}';

describe('the prototypes of objects', () => {
  it.each([
    ['an alias', '{ __proto__: person(id: "p1") { id } }'],
    ['a field', '{ person(id: "p1") { __proto__ } }'],
    ['a variable', 'query ($__proto__: ID!) { person(id: $__proto__) { id } }'],
    ['an input field', '{ echo(filter: { words: "w", __proto__: { polluted: true } }) }'],
    ['an argument', '{ person(id: "p1", __proto__: "x") { id } }'],
    ['an operation', 'query __proto__ { person(id: "p1") { id } }'],
    ['a fragment', '{ person(id: "p1") { ...__proto__ } } fragment __proto__ on Person { id }'],
  ])('cannot be named by %s', async (_, query) => {
    const response = await started.post({ query });

    expect(response.status).toBe(400);
    const body = await response.text();
    expect(body).toContain('GRAPHQL_VALIDATION_FAILED');
    expect(body.length).toBeLessThan(2_000);
  });

  it('are not reached by what stands in variables', async () => {
    const query = 'query ($filter: Filter!) { echo(filter: $filter) }';

    const inInput = await started.post(
      `{"query": ${JSON.stringify(query)}, "variables": {"filter": ${POLLUTED}}}`,
    );
    const asVariable = await started.post(
      `{"query": ${JSON.stringify(query)}, "variables": {"__proto__": {"filter": {"words": ["w"]}}}}`,
    );
    const aroundAll = await started.post(`{"__proto__": {"query": "{ __typename }"}}`);

    expect([inInput.status, asVariable.status, aroundAll.status]).toEqual([400, 400, 400]);
    expect(await inInput.text()).toContain('BAD_USER_INPUT');
    expect(await asVariable.text()).toContain('BAD_USER_INPUT');
  });

  it('are no variables of an operation: only its own count', async () => {
    const query = 'query ($constructor: ID, $toString: ID) { a: person(id: "p1") { id } }';
    const used = 'query ($toString: ID! = "p1") { person(id: $toString) { id } }';

    expect((await started.post({ query })).status).toBe(400);
    expect(await (await started.post({ query: used })).json()).toEqual({
      data: { person: { id: 'p1' } },
    });
  });

  it.each([['people'], ['finance'], ['practice'], ['people', 'finance', 'practice']])(
    'are not reached by what %s answers',
    async (...names: string[]) => {
      const council = new TestCouncil();
      const subgraphs = Object.values(council.subgraphs());
      const executor = new Executor({
        supergraphSdl: composed(subgraphs),
        subgraphs: subgraphs.map((each) => overTheWire(each, names.includes(each.name))),
      });
      const operation = executor.prepare({
        query:
          '{ person(id: "p1") { name spent dims { w } convs { text pence } team { name pence } } }',
      });

      const answer = await executor.execute(operation, {
        actor: actor(),
        token: null,
        requestId: 'r',
        signal: new AbortController().signal,
      });

      expect(answer.text).not.toContain('polluted');
      expect(answer.value).toMatchObject({
        data: { person: { name: 'Person 1 "quoted"', spent: 100, convs: [{ pence: 0 }] } },
      });
    },
  );
});

describe('a copy of what a subgraph said', () => {
  it('has the prototype of any object', () => {
    const copy = copyOf(JSON.parse(`{"person": ${POLLUTED}}`)) as { person: object };

    expect(Object.getPrototypeOf(copy.person)).toBe(Object.prototype);
  });
});

/** A subgraph as over HTTP; one that pollutes puts more than was asked for into every object. */
function overTheWire(subgraph: MemorySubgraph, pollutes: boolean): Subgraph {
  return {
    name: subgraph.name,
    ready: () => subgraph.ready(),
    subscribe: (request, fetch) => subgraph.subscribe(request, fetch),
    open(request) {
      const operation = subgraph.open(request);
      return {
        close: () => operation.close(),
        async execute(fetch) {
          const text = JSON.stringify(await operation.execute(fetch));
          const opened = `${POLLUTED.slice(0, -1)},`;
          return JSON.parse(pollutes ? text.replaceAll(/\{(?=")/g, opened) : text) as Awaited<
            ReturnType<typeof operation.execute>
          >;
        },
      };
    },
  };
}
