import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { documentHash } from '../documents/document-hash.ts';
import { startTestGateway, type TestGateway } from '../gateway.given.ts';
import { composed, MemorySubgraph } from '../subgraph.given.ts';

const JOBS = new MemorySubgraph(
  'jobs',
  `type Query {
     vacancies: [Vacancy!]! @tag(name: "public")
     staff: [Staff!]!
   }
   type Mutation {
     applyForRole(name: String!): Received @tag(name: "public")
     dismiss(id: ID!): Staff
   }
   type Subscription { vacancyChanged: Vacancy @tag(name: "public") }
   type Vacancy @tag(name: "public") { title: String! }
   type Received @tag(name: "public") { reference: String! chosenBy: Staff }
   type Staff @key(fields: "id") { id: ID! name: String! }`,
  {
    Query: { vacancies: () => [{ title: 'Nurse' }], staff: () => [{ id: 's1', name: 'Sam' }] },
    Mutation: {
      applyForRole: () => ({ reference: 'R1', chosenBy: { id: 's1', name: 'Sam' } }),
      dismiss: () => ({ id: 's1', name: 'Sam' }),
    },
    Subscription: { vacancyChanged: { subscribe: async function* () {} } },
    Staff: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Sam' }) },
  },
);
const JOB_GRAPH = { supergraphSdl: composed([JOBS]), subgraphs: [JOBS] };
const VACANCIES = '{ vacancies { title __typename } }';

let started: TestGateway;
beforeAll(async () => {
  started = await startTestGateway(JOB_GRAPH);
});
afterAll(() => started.gateway.stop());
beforeEach(() => {
  JOBS.requests.length = 0;
});

/** As a browser that was never signed in. */
async function ask(
  body: object | string,
  {
    gateway = started.gateway,
    headers = {},
  }: { gateway?: TestGateway['gateway']; headers?: Record<string, string> } = {},
) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, ...((await response.json()) as { data?: unknown }) };
}
const REFUSED = { status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] };

describe('without an access token', () => {
  it('one reads what is public, as nobody', async () => {
    expect(await ask({ query: VACANCIES })).toEqual({
      status: 200,
      data: { vacancies: [{ title: 'Nurse', __typename: 'Vacancy' }] },
    });
    expect(JOBS.requests).toMatchObject([{ token: null, actor: { role: 'public', teamIds: [] } }]);
  });

  it('one writes what is public', async () => {
    const query = 'mutation { applyForRole(name: "Ines") { reference } }';

    expect(await ask({ query })).toEqual({
      status: 200,
      data: { applyForRole: { reference: 'R1' } },
    });
  });

  it.each([
    ['another field', '{ staff { name } }'],
    ['one beside what is public', '{ vacancies { title } staff { name } }'],
    ['one under another name', '{ vacancies: staff { name } }'],
    ['one behind what is public', 'mutation { applyForRole(name: "I") { chosenBy { name } } }'],
    ['one in a fragment', '{ ...All } fragment All on Query { vacancies { title } staff { id } }'],
    ['one in a fragment of a fragment', '{ ... on Query { ... { staff { id } } } }'],
    ['one that is skipped', '{ vacancies { title } staff @skip(if: true) { id } }'],
    [
      'another operation of the document',
      'query A { vacancies { title } } query B { staff { id } }',
    ],
    ['another mutation', 'mutation { dismiss(id: "s1") { id } }'],
    ['a reference', '{ _entities(representations: []) { ... on Staff { name } } }'],
    ['the schema', '{ __schema { types { name } } }'],
    ['the schema beside what is public', '{ vacancies { title } __type(name: "Staff") { name } }'],
    ['a stream, public or not', 'subscription { vacancyChanged { title } }'],
    ['a field there is not', '{ vacancy { title } }'],
    ['half a document', '{ vacancies {'],
    ['nothing', ''],
  ])('one is asked to sign in for %s, and learns no more', async (_, query) => {
    expect(
      await ask({ query, operationName: query.startsWith('query A') ? 'A' : null }),
    ).toMatchObject(REFUSED);
    expect(JOBS.requests).toEqual([]);
  });

  it('one is told nothing of a request that is wrong', async () => {
    for (const body of ['{', '[]', '{}', '{"query":7}', `{"query":"${'x'.repeat(200_000)}"}`]) {
      expect(await ask(body)).toMatchObject(REFUSED);
    }
    expect(
      await ask({ query: VACANCIES }, { headers: { 'content-type': 'text/plain' } }),
    ).toMatchObject(REFUSED);
  });

  it('one is still refused with a token that is wrong', async () => {
    for (const authorization of ['', 'Bearer', 'Bearer nonsense', 'Basic eDp5']) {
      expect(await ask({ query: VACANCIES }, { headers: { authorization } })).toMatchObject(
        REFUSED,
      );
    }
  });

  it('one asks stored operations alone in production, as everybody does', async () => {
    const hash = documentHash(VACANCIES);
    const { gateway } = await startTestGateway({
      ...JOB_GRAPH,
      trustedDocuments: { manifest: new Map([[hash, VACANCIES]]), mayExplore: ['analyst'] },
    });
    const stored = await ask({ documentId: `sha256:${hash}` }, { gateway });
    const own = await ask({ query: '{ vacancies { title } }' }, { gateway });
    await gateway.stop();

    expect(stored.status).toBe(200);
    expect(own).toMatchObject(REFUSED);
  });

  it('one asks a little at a time, counted by the machine one comes from', async () => {
    const { gateway } = await startTestGateway({
      ...JOB_GRAPH,
      publicPointsPerMinute: 100,
      trustedProxies: 1,
    });
    const from = (address: string, query = VACANCIES) =>
      ask({ query }, { gateway, headers: { 'x-forwarded-for': `spoofed, ${address}` } });
    const APPLY = 'mutation { applyForRole(name: "Ines") { reference } }';

    const first = await from('192.0.2.1', APPLY);
    const second = await from('192.0.2.1', APPLY);
    const after = await from('192.0.2.1');
    const neighbour = await from('192.0.2.2');
    const site = [await from('2001:db8:1:2::1', APPLY), await from('2001:db8:1:2:3::9', APPLY)];
    await gateway.stop();

    expect([first.status, second.status, after.status]).toEqual([200, 429, 429]);
    expect(neighbour.status).toBe(200);
    expect(site.map(({ status }) => status)).toEqual([200, 429]);
  });

  it('one mistypes ten times in a minute, and a flood is told when to come again', async () => {
    const { gateway } = await startTestGateway(JOB_GRAPH);
    const query = 'mutation { applyForRole(name: "Ines") { reference } }';

    const tries: { status: number }[] = [];
    while (tries.length < 30 && tries.at(-1)?.status !== 429) {
      tries.push(await ask({ query }, { gateway }));
    }
    await gateway.stop();

    // Of fewer than thirty, all but the last were answered.
    expect(tries.length).toBeGreaterThan(10);
    expect(tries.at(-1)).toMatchObject({
      status: 429,
      errors: [
        {
          message: expect.stringMatching(
            /^More has come from your network within a minute than we take from one\. Nothing was done\. Ask again in (\d+ seconds|a second)\.$/,
          ),
          extensions: { code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) },
        },
      ],
    });
  });
});
