import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { PUBLIC_ACTOR } from '@connected-lives/kit/public-operations';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testWorkforce } from '../practitioners/workforce.given.ts';
import { forgetInterests } from './forget-interests.ts';

const clock = { now: new Date('2026-11-22T10:00:00Z') };
const { people, aManager, done, change, refusalOf } = testWorkforce(() => clock.now);

const POST = {
  roleTitle: 'Social worker',
  profession: 'SOCIAL_WORKER',
  weeklyMinutes: 2220,
  salaryFromPence: 3_800_000,
  salaryToPence: 4_400_000,
  district: 'STEVENAGE',
  words: 'You hold a budget and decide with the person.',
  opensOn: '2026-11-20',
  closesOn: '2026-12-20',
};
const APPLICANT = {
  name: 'Ines Dale',
  email: 'ines.dale@example.org',
  phone: '01438 000 000',
  reason: 'I would <3 to work like this.',
  professionalRegistration: 'SW12345',
};

async function aVacancy(manager: Actor, given: object = {}): Promise<string> {
  const ask = { ...POST, teamId: teamOf(manager), ...given };
  return ((await done(manager, 'publishVacancy', ask, '{ id }')) as { id: string }).id;
}

const apply = (vacancyId: string, given: object = {}, actor = PUBLIC_ACTOR) =>
  change(actor, 'applyForRole', { vacancyId, ...APPLICANT, ...given }, '{ reference }');

async function read(actor: Actor, id: string): Promise<unknown> {
  const { data, errors } = await people.ask(
    actor,
    `query ($id: ID!) { vacancy(id: $id) {
       roleTitle teamName weeklyMinutes words closesOn learningOffers { title } } }`,
    { id },
  );
  return errors ?? data?.['vacancy'];
}

async function interests(actor: Actor, vacancyId: string): Promise<unknown[]> {
  const { data } = await people.ask(
    actor,
    `query ($id: ID!) { expressionsOfInterest(vacancyId: $id) {
       edges { node { name email phone reason professionalRegistration keptUntilOn } } } }`,
    { id: vacancyId },
  );
  return (
    data as unknown as { expressionsOfInterest: { edges: { node: unknown }[] } }
  ).expressionsOfInterest.edges.map(({ node }) => node);
}

describe('a vacancy', () => {
  it('is read by everybody, also by somebody who is not signed in', async () => {
    const manager = await aManager();
    const id = await aVacancy(manager);

    for (const viewer of [PUBLIC_ACTOR, anActor('citizen'), manager]) {
      expect(await read(viewer, id)).toEqual({
        roleTitle: 'Social worker',
        teamName: `Team ${teamOf(manager)}`,
        weeklyMinutes: 2220,
        words: POST.words,
        closesOn: '2026-12-20',
        learningOffers: [],
      });
    }
  });

  it('is there from its first day to its last one, or until it is closed', async () => {
    const manager = await aManager();
    const [early, late, closed, today] = [
      await aVacancy(manager, { opensOn: '2026-11-23' }),
      await aVacancy(manager, { closesOn: '2026-11-21' }),
      await aVacancy(manager),
      await aVacancy(manager, { opensOn: '2026-11-22', closesOn: '2026-11-22' }),
    ];
    await done(manager, 'closeVacancy', { vacancyId: closed }, '{ id }');

    const { data } = await people.ask(
      PUBLIC_ACTOR,
      '{ vacancies(first: 100) { edges { node { id } } pageInfo { hasNextPage } } }',
    );
    const open = JSON.stringify(data);

    expect(open).toContain(today);
    for (const id of [early, late, closed]) {
      expect(open).not.toContain(id);
      expect(await read(PUBLIC_ACTOR, id)).toBeNull();
      expect(await refusalOf(apply(id))).toBe('NOT_FOUND');
    }
    expect(await refusalOf(change(manager, 'closeVacancy', { vacancyId: closed }, '{ id }'))).toBe(
      'VACANCY_CLOSED',
    );
  });

  it('is published and closed by the managers of the team', async () => {
    const manager = await aManager();
    const vacancyId = await aVacancy(manager);
    const publish = { ...POST, teamId: teamOf(manager) };
    const published = (by: Actor, given: object = {}) =>
      refusalOf(change(by, 'publishVacancy', { ...publish, ...given }, '{ id }'));

    expect(await published(await aManager())).toBe('NOT_YOURS');
    expect(await published(anActor('practitioner', { teamIds: manager.teamIds }))).toBe(
      'NOT_YOURS',
    );
    expect(await published(PUBLIC_ACTOR)).toBe('UNAUTHENTICATED');
    expect(await published(manager, { closesOn: '2026-11-01' })).toBe('BAD_USER_INPUT');
    expect(await published(manager, { words: '<b>Join</b>' })).toBe('BAD_USER_INPUT');
    expect(await published(manager, { district: 'NOT_KNOWN' })).toBe('BAD_USER_INPUT');
    expect(await refusalOf(change(await aManager(), 'closeVacancy', { vacancyId }, '{ id }'))).toBe(
      'NOT_FOUND',
    );
  });

  it('names what the council offers to learn, as practice tells of it', async () => {
    const manager = await aManager();
    const [supervision, withdrawn] = [randomUUID(), randomUUID()];
    const tell = (kind: string, subjectId: string, version: number, payload = {}) =>
      people.feeds.practice.say({
        kind,
        subjectId,
        personId: null,
        teamId: null,
        version,
        payload,
      });
    tell('learning-offer-published', supervision, 2, { title: 'Reflective supervision' });
    tell('learning-offer-published', supervision, 1, { title: 'An older title' });
    tell('learning-offer-published', withdrawn, 1, { title: 'Gone' });
    await people.contextOf(manager).parts.catchUp('practice');

    const id = await aVacancy(manager, { learningOfferIds: [supervision, withdrawn] });
    tell('learning-offer-withdrawn', withdrawn, 2);
    await people.contextOf(manager).parts.catchUp('practice');

    expect(await read(PUBLIC_ACTOR, id)).toMatchObject({
      learningOffers: [{ title: 'Reflective supervision' }],
    });
    const unknown = { ...POST, teamId: teamOf(manager), learningOfferIds: [randomUUID()] };
    expect(await refusalOf(change(manager, 'publishVacancy', unknown, '{ id }'))).toBe('NOT_FOUND');
  });
});

describe('applyForRole', () => {
  it('keeps who would like to work here, and answers with a reference alone', async () => {
    const manager = await aManager();
    const vacancyId = await aVacancy(manager);

    const { data } = await apply(vacancyId);

    expect(data).toEqual({ applyForRole: { reference: expect.stringMatching(/^[A-Z2-9]{10}$/) } });
    expect(await interests(manager, vacancyId)).toEqual([
      { ...APPLICANT, keptUntilOn: '2027-06-20' },
    ]);
  });

  it('is read by the managers of the team and practice development, and by nobody else', async () => {
    const manager = await aManager();
    const vacancyId = await aVacancy(manager);
    await apply(vacancyId);

    expect(await interests(anActor('development'), vacancyId)).toHaveLength(1);
    const others = [
      await aManager(),
      anActor('practitioner', { teamIds: manager.teamIds }),
      anActor('privacy'),
      anActor('citizen'),
    ];
    for (const viewer of others) {
      expect(await interests(viewer, vacancyId)).toEqual([]);
    }
  });

  it.each([
    ['markup in a name', { name: '<img src=x onerror=alert(1)>' }],
    ['markup in words', { reason: 'Hello <script>alert(1)</script>' }],
    ['a page in words', { reason: '<!doctype html>' }],
    ['more than was asked', { reason: 'x'.repeat(4_001) }],
    ['an address that is none', { email: 'ines' }],
    ['a number that is none', { phone: '=HYPERLINK("x")' }],
    ['nothing to say', { reason: '   ' }],
  ])('refuses %s', async (_, given) => {
    const vacancyId = await aVacancy(await aManager());

    expect(await refusalOf(apply(vacancyId, given))).toBe('BAD_USER_INPUT');
  });

  it('applies once however often it is sent', async () => {
    const manager = await aManager();
    const vacancyId = await aVacancy(manager);
    const idempotencyKey = randomUUID();

    const answers = [
      await apply(vacancyId, { idempotencyKey }),
      await apply(vacancyId, { idempotencyKey }),
    ];

    expect(answers[1]).toEqual(answers[0]);
    expect(await interests(manager, vacancyId)).toHaveLength(1);
    expect(await refusalOf(apply(vacancyId, { idempotencyKey, name: 'Somebody else' }))).toBe(
      'IDEMPOTENCY_CONFLICT',
    );
  });

  it('is forgotten six months after the vacancy closes, and nothing of it stays', async () => {
    const manager = await aManager();
    const vacancyId = await aVacancy(manager);
    const email = `${randomUUID()}@example.org`;
    await apply(vacancyId, { email });

    await people.job(forgetInterests, new Date('2027-06-20T20:00:00Z'));
    expect(await interests(manager, vacancyId)).toHaveLength(1);
    await people.job(forgetInterests, new Date('2027-06-21T09:00:00Z'));

    expect(await interests(manager, vacancyId)).toEqual([]);
    for (const table of ['interest', 'audit_entry', 'event', 'idempotency']) {
      const found = await people.rows(`select from ${table} t where t::text like $1`, [
        `%${email}%`,
      ]);
      expect(found).toEqual([]);
    }
  });
});

describe('somebody who is not signed in', () => {
  it.each([
    ['{ me { id } }'],
    ['{ teams { edges { node { name } } } }'],
    ['{ vacancies { edges { node { id } } } findPeople(search: "") { edges { node { name } } } }'],
    ['{ expressionsOfInterest(vacancyId: "x") { edges { node { name } } } }'],
    ['{ _entities(representations: []) { ... on Person { name } } }'],
    ['{ _service { sdl } }'],
    ['{ __schema { queryType { name } } }'],
  ])('is asked by the service itself to sign in for %s', async (document) => {
    expect(await refusalOf(people.ask(PUBLIC_ACTOR, document))).toBe('UNAUTHENTICATED');
  });

  it('has no row of anybody, whatever was asked of the database', async () => {
    await aVacancy(await aManager());
    const ctx = people.contextOf(PUBLIC_ACTOR);

    for (const table of ['team', 'practitioner', 'person', 'allocation', 'interest'] as const) {
      expect(await ctx.db.selectFrom(table).select('id').execute()).toEqual([]);
    }
    await ctx.close();
    expect(() => ctx.reports).toThrow('Send an access token.');
  });
});
