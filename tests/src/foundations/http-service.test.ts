import { randomUUID } from 'node:crypto';
import { type Actor, serviceActor } from '@connected-lives/kit/actor';
import { feedOverHttp } from '@connected-lives/kit/feed-over-http';
import { type HttpService, serveOverHttp } from '@connected-lives/kit/http-service';
import { createLogger } from '@connected-lives/kit/log';
import { peopleService } from '@connected-lives/people/people.service';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../journeys/answers.ts';
import { anActor, teamOf, testService } from '../test-service.ts';
import { createTestIssuer, type TestIssuer } from '../test-tokens.ts';

const people = testService(peopleService);
let issuer: TestIssuer;
let http: HttpService;

beforeAll(async () => {
  issuer = await createTestIssuer();
  http = await serveOverHttp(people.service, {
    port: 0,
    verifier: issuer.verifier,
    logger: createLogger('test', 'silent'),
  });
});
afterAll(() => http.stop());

async function post(
  actor: Actor | null,
  body: unknown,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${http.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(actor === null ? {} : { authorization: `Bearer ${await issuer.tokenFor(actor)}` }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

describe('a service on its own, over HTTP', () => {
  it('verifies the token again and answers under the same rules', async () => {
    const worker = anActor();
    const id = randomUUID();
    await people.arrange(
      `insert into person (id, team_id, given_name, family_name, district)
       values ($1, $2, 'Ada', 'Khan', 'WATFORD')`,
      [id, teamOf(worker)],
    );
    const query = { query: 'query ($id: ID!) { person(id: $id) { name } }', variables: { id } };

    expect(await post(worker, query)).toMatchObject({
      status: 200,
      body: { data: { person: { name: 'Ada Khan' } } },
    });
    expect((await post(anActor(), query)).body).toEqual({ data: { person: null } });
    expect(await people.rows('select actor_id from access_log where person_id = $1', [id])).toEqual(
      [{ actor_id: worker.id }],
    );
  });

  it('refuses whoever does not say who they are', async () => {
    expect(await post(null, { query: '{ me { name } }' })).toMatchObject({
      status: 401,
      body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    });
  });

  it('gives whoever sends no token at all what is public, and says of nothing else that it is there', async () => {
    const vacancies = '{ vacancies { edges { node { id } } pageInfo { hasNextPage } } }';
    const refused = {
      status: 401,
      body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    };

    expect(await post(null, { query: vacancies })).toEqual({
      status: 200,
      body: { data: { vacancies: { edges: [], pageInfo: { hasNextPage: false } } } },
    });
    for (const query of [
      '{ vacancies { edges { node { id } } } teams { edges { node { id } } } }',
      '{ _entities(representations: []) { ... on Team { name } } }',
      '{ nothing }',
      '{ half',
      '',
    ]) {
      expect(await post(null, { query })).toMatchObject(refused);
    }
    expect((await fetch(`${http.url}/events`)).status).toBe(401);
  });

  it('says what is wrong with a document, and keeps its faults to itself', async () => {
    const wrong = await post(anActor(), { query: '{ nothing }' });
    const broken = await post(anActor(), 'this is no JSON');

    expect(wrong).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
    });
    expect(broken.status).toBe(400);
    expect(JSON.stringify(broken.body)).not.toContain('stack');
  });

  it('gives its events to the council’s own services and to nobody else', async () => {
    const service = serviceActor(randomUUID(), 'Practice');
    const source = feedOverHttp(http.url, () => issuer.tokenFor(service));
    const stranger = feedOverHttp(http.url, () => issuer.tokenFor(anActor('manager')));
    const { signal } = new AbortController();
    const subjectId = randomUUID();
    await people.arrange(`insert into event (kind, subject_id, version) values ('tested', $1, 1)`, [
      subjectId,
    ]);

    // While others write, a page may hold a part of what is there.
    await eventually(async () => {
      expect(await source.page(null, 500, 0, signal)).toContainEqual(
        expect.objectContaining({ kind: 'tested', subjectId, at: expect.any(Date) }),
      );
    });
    await expect(stranger.page(null, 10, 0, signal)).rejects.toThrow(/401/);
  });

  it('gives its looks to the council’s own services and to nobody else', async () => {
    const worker = anActor();
    const personId = randomUUID();
    await people.arrange(
      `insert into person (id, team_id, given_name, family_name, district)
       values ($1, $2, 'Ada', 'Khan', 'WATFORD')`,
      [personId, teamOf(worker)],
    );
    await people.ask(worker, 'query ($id: ID!) { person(id: $id) { name } }', { id: personId });
    const looksFor = (actor: Actor) => feedOverHttp(http.url, () => issuer.tokenFor(actor)).looks;
    const { signal } = new AbortController();

    await eventually(async () => {
      expect(
        await looksFor(serviceActor(randomUUID(), 'People'))?.page(null, 500, 0, signal),
      ).toContainEqual(
        expect.objectContaining({
          kind: 'look',
          personId,
          payload: expect.objectContaining({ actorId: worker.id }),
        }),
      );
    });
    for (const role of ['manager', 'privacy', 'citizen'] as const) {
      await expect(looksFor(anActor(role))?.page(null, 10, 0, signal)).rejects.toThrow(/401/);
    }
  });

  it('says whether it lives and is ready, and what it measured', async () => {
    expect((await fetch(`${http.url}/livez`)).status).toBe(200);
    expect((await fetch(`${http.url}/readyz`)).status).toBe(200);
    expect(await (await fetch(`${http.url}/metrics`)).text()).toContain('subgraph_fetch_seconds');
  });
});
