import { randomUUID } from 'node:crypto';
import { schemaDrift } from '@connected-lives/kit/migrate';
import { viewerSetting } from '@connected-lives/kit/viewer';
import { anActor, teamOf, testService } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { peopleService } from '../people.service.ts';

const people = testService(peopleService);

async function aPerson(teamId: string, given: Record<string, unknown> = {}): Promise<string> {
  const id = randomUUID();
  const person = { given_name: 'Ada', family_name: 'Khan', district: 'WATFORD', ...given };
  const columns = Object.keys(person);
  await people.arrange(
    `insert into person (id, team_id, ${columns.join(', ')})
     values ($1, $2, ${columns.map((_, i) => `$${i + 3}`).join(', ')})`,
    [id, teamId, ...Object.values(person)],
  );
  return id;
}

const PERSON = 'query ($id: ID!) { person(id: $id) { id name nhsNumber district team { id } } }';

describe('a person in the graph', () => {
  it('is shown to the team the person is with, NHS number as letters print it', async () => {
    const worker = anActor();
    const id = await aPerson(teamOf(worker), { nhs_number: '9990000018' });

    const answer = await people.ask(worker, PERSON, { id });

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      person: {
        id,
        name: 'Ada Khan',
        nhsNumber: '999 000 0018',
        district: 'WATFORD',
        team: null,
      },
    });
  });

  it('answers alike for another team’s person and for nobody at all', async () => {
    const hidden = await aPerson(randomUUID());

    for (const id of [hidden, randomUUID()]) {
      expect(await people.ask(anActor(), PERSON, { id })).toEqual({ data: { person: null } });
    }
  });

  it('shows the person themself their own record, and nobody else’s', async () => {
    const teamId = randomUUID();
    const own = await aPerson(teamId);
    const other = await aPerson(teamId);
    const citizen = anActor('citizen', { personId: own });

    expect((await people.ask(citizen, PERSON, { id: own })).data).toMatchObject({
      person: { id: own },
    });
    expect((await people.ask(citizen, PERSON, { id: other })).data).toEqual({ person: null });
  });

  it('records every look, once an operation, whoever’s field it came from', async () => {
    const worker = anActor();
    const id = await aPerson(teamOf(worker));

    await people.ask(
      worker,
      `query CaseView($id: ID!, $r: [_Any!]!) {
         person(id: $id) { name } _entities(representations: $r) { ... on Person { district } }
       }`,
      { id, r: [{ __typename: 'Person', id }] },
      'CaseView',
    );

    const looks = await people.rows('select * from access_log where person_id = $1', [id]);
    expect(looks).toMatchObject([{ actor_id: worker.id, operation: 'CaseView' }]);
  });

  it('leaves no look of somebody who saw nothing', async () => {
    const id = await aPerson(randomUUID());

    await people.ask(anActor(), PERSON, { id });

    expect(await people.rows('select * from access_log where person_id = $1', [id])).toEqual([]);
  });
});

describe('findPeople', () => {
  const FIND = `query ($search: String!, $first: Int!, $after: String) {
    findPeople(search: $search, first: $first, after: $after) {
      edges { node { name } } pageInfo { hasNextPage endCursor }
    }
  }`;
  const names = (answer: { data?: unknown }): string[] =>
    (answer.data as { findPeople: { edges: { node: { name: string } }[] } }).findPeople.edges.map(
      ({ node }) => node.name,
    );

  it('finds by parts of names, in any order, whatever the accents', async () => {
    const worker = anActor();
    await aPerson(teamOf(worker), { given_name: 'Zoë', family_name: 'Ó Briain-Smith' });
    await aPerson(teamOf(worker), { given_name: 'Siân', family_name: 'O’Brien' });

    for (const search of ['zoe', 'smith ZOE', 'Ó bria', 'briain']) {
      expect(names(await people.ask(worker, FIND, { search, first: 10 }))).toEqual([
        'Zoë Ó Briain-Smith',
      ]);
    }
    expect(names(await people.ask(worker, FIND, { search: 'sian', first: 10 }))).toEqual([
      'Siân O’Brien',
    ]);
  });

  it('finds by NHS number with or without spaces', async () => {
    const worker = anActor();
    await aPerson(teamOf(worker), { nhs_number: '9990000026', family_name: 'Nowak' });

    for (const search of ['9990000026', '999 000 0026']) {
      expect(names(await people.ask(worker, FIND, { search, first: 10 }))).toEqual(['Ada Nowak']);
    }
  });

  it('gives every person once, page by page', async () => {
    const worker = anActor();
    for (const family of ['Abbot', 'Bell', 'Cole', 'Dunn', 'Eze']) {
      await aPerson(teamOf(worker), { family_name: family });
    }
    const found: string[] = [];
    let after: string | null = null;
    do {
      const answer: { data?: unknown } = await people.ask(worker, FIND, {
        search: '',
        first: 2,
        after,
      });
      found.push(...names(answer));
      const page = (answer.data as { findPeople: { pageInfo: Record<string, unknown> } }).findPeople
        .pageInfo;
      after = page['hasNextPage'] === true ? String(page['endCursor']) : null;
    } while (after !== null);

    expect(found).toEqual(['Ada Abbot', 'Ada Bell', 'Ada Cole', 'Ada Dunn', 'Ada Eze']);
  });

  it('finds nobody for commissioners and analysts: they work with figures', async () => {
    await aPerson(randomUUID());

    for (const role of ['commissioner', 'analyst', 'finance'] as const) {
      expect(names(await people.ask(anActor(role), FIND, { search: '', first: 10 }))).toEqual([]);
    }
  });

  it('refuses more than a hundred at once', async () => {
    const answer = await people.ask(anActor(), FIND, { search: '', first: 101 });

    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

describe('the tables of people', () => {
  it('are what the entities say, policies included', async () => {
    expect(await schemaDrift(peopleService.database, people.database.ownerUrl)).toBe('');
  });

  it('cannot be written without somebody who signs for it', async () => {
    await expect(
      people.rows(`insert into team (name, kind) values ('Nobody’s', 'GATEWAY')`),
    ).rejects.toThrow(/actor_id/);
  });

  it('cannot be written by a member of staff past the service', async () => {
    const id = await aPerson(randomUUID());
    const worker = people.contextOf(anActor());

    await expect(
      worker.parts.orm.em.transactional(async (em) => {
        await em.execute(`select set_config('app.viewer', ?, true)`, [viewerSetting(worker.actor)]);
        return em.execute(`update person set given_name = 'x' where id = ? returning id`, [id]);
      }),
    ).resolves.toEqual([]);
  });
});
