import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { startTestGateway, type TestGateway } from '../gateway.given.ts';

let started: TestGateway;
beforeAll(async () => {
  started = await startTestGateway({ limits: {} });
  await started.post({ query: '{ __typename }' });
});
afterAll(() => started.gateway.stop());

/** Doubles its spreads `times` times: a small document that stands for a huge one. */
function bomb(times: number): string {
  const fragments = Array.from({ length: times + 1 }, (_, n) => {
    const next = n === times ? 'name' : `...F${n + 1} ...F${n + 1}`;
    return `fragment F${n} on Person { ${next} }`;
  });
  return `{ person(id: "p1") { ...F0 } }\n${fragments.join('\n')}`;
}

function nested(depth: number): string {
  return `{ person(id: "p1") { ${'manager { '.repeat(depth - 2)} id ${'}'.repeat(depth - 2)} } }`;
}

function aliases(count: number): string {
  return `{ ${Array.from({ length: count }, (_, n) => `a${n}: person(id: "p1") { id }`).join(' ')} }`;
}

/** The fastest of ten: how long the gateway needs, and not how long other tests kept it waiting. */
async function fastest<Timed extends { readonly ms: number }>(
  ask: () => Promise<Timed>,
): Promise<Timed> {
  let best = await ask();
  for (let tries = 1; tries < 10 && best.ms >= 200; tries++) {
    const next = await ask();
    best = next.ms < best.ms ? next : best;
  }
  return best;
}

function overHttp(query: string, variables: Record<string, unknown> = {}) {
  return fastest(() => onceOverHttp(query, variables));
}

async function onceOverHttp(query: string, variables: Record<string, unknown>) {
  const startedAt = performance.now();
  const response = await started.post({ query, variables });
  const body = await response.text();
  const { errors } = JSON.parse(body) as { errors?: { extensions: Record<string, unknown> }[] };
  return {
    status: response.status,
    ms: performance.now() - startedAt,
    bytes: body.length,
    extensions: errors?.[0]?.extensions,
  };
}

describe('limits', () => {
  it.each([10, 15, 20, 25, 30])('refuse a fragment bomb of 2^%i at once', async (times) => {
    const answer = await overHttp(bomb(times));

    expect(answer).toMatchObject({ status: 400, extensions: { code: 'QUERY_TOO_LARGE' } });
    expect(answer.ms).toBeLessThan(200);
    expect(answer.bytes).toBeLessThan(2_000);
  });

  it('refuse a bomb of introspection', async () => {
    const query = bomb(20)
      .replaceAll('Person', '__Type')
      .replace('person(id: "p1")', '__type(name: "Person")');

    const answer = await overHttp(query);

    expect(answer).toMatchObject({ status: 400, extensions: { code: 'TOO_COSTLY' } });
    expect(answer.ms).toBeLessThan(200);
  });

  it('let pass what is just within them', async () => {
    expect((await overHttp(nested(10))).status).toBe(200);
    expect((await overHttp(aliases(15))).status).toBe(200);
  });

  it('count a page size that comes as a variable', async () => {
    const query = 'query ($n: Int) { people { convs(first: $n) { about { __typename } } } }';

    expect((await overHttp(query, { n: 2 })).status).toBe(200);
    expect(await overHttp(query, { n: 100 })).toMatchObject({
      status: 400,
      extensions: { code: 'TOO_COSTLY', cost: 1_011, limit: 1_000 },
    });
  });

  it('let GraphiQL ask for the whole graph', async () => {
    const explored = await startTestGateway({ allowIntrospection: true });

    const response = await explored.post({
      query: getIntrospectionQuery({
        specifiedByUrl: true,
        directiveIsRepeatable: true,
        schemaDescription: true,
        inputValueDeprecation: true,
        oneOf: true,
      }),
    });
    await explored.gateway.stop();

    expect(response.status).toBe(200);
    const { data } = (await response.json()) as { data: IntrospectionQuery };
    expect(buildClientSchema(data).getType('Person')).toBeDefined();
  });

  it('count fragments as often as they are spread', async () => {
    const query =
      '{ person(id: "p1") { ...A ...A ...A } } fragment A on Person { a: name b: name c: name d: name e: name f: name }';

    expect(await overHttp(query)).toMatchObject({
      status: 400,
      extensions: { code: 'TOO_MANY_ALIASES', value: 18 },
    });
  });

  it('keep the planning of the largest document short', async () => {
    const whole =
      'id nr name team { name pence lead { name spent } } manager { id spent perCost } buddies { name } convs(first: 1) { text pence about { ... on Person { name spent perCost } ... on Team { pence } } }';
    const people = Array.from({ length: 15 }, (_, n) => `a${n}: person(id: "p${n}") { ${whole} }`);

    const answer = await overHttp(`{ ${people.join(' ')} }`);

    expect(answer.status).toBe(200);
    expect(answer.ms).toBeLessThan(400);
  });

  it('answer hundreds of repeated fields, directives and unknown names at once', async () => {
    for (const query of [
      `{ person(id: "p1") { ${'id '.repeat(990)} } }`,
      `{ person(id: "p1") { id ${'@include(if: true) '.repeat(240)} } }`,
      `{ ${Array.from({ length: 900 }, (_, n) => `unknown${n}`).join(' ')} }`,
      `{ ${'x'.repeat(90_000)} }`,
      `{ people { ${'team { id } '.repeat(240)} } }`,
      `{ people { ${'... on Person { id team { id } } '.repeat(160)} } }`,
      '{ person(id: "p1") { ...A } } fragment A on Person { ...B } fragment B on Person { ...A }',
    ]) {
      const answer = await overHttp(query);
      expect(answer.ms).toBeLessThan(400);
      expect(answer.bytes).toBeLessThan(2_000);
    }
  });
});
