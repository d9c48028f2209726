import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testRecord } from '../people/person.given.ts';
import { compareRecords } from './compare-records.ts';

const { people, aPersonWith, change, refusalOf } = testRecord();

interface Pair {
  readonly score: number;
  readonly reasons: readonly string[];
  readonly person: { readonly id: string };
  readonly otherPerson: { readonly id: string };
}
const PAIR = 'score reasons person { id } otherPerson { id }';

async function matches(viewer: Actor, personId: string): Promise<Pair[]> {
  const answer = await people.ask(
    viewer,
    `query ($id: ID!) { possibleDuplicates(personId: $id) { ${PAIR} } }`,
    { id: personId },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data?.['possibleDuplicates'] as unknown as Pair[];
}

const ADA = { given_name: 'Ada', family_name: 'Nowak', date_of_birth: '1951-03-12' };

async function allIsCompared(): Promise<void> {
  for (let due = true; due;) {
    await people.job(compareRecords, new Date());
    due = (await people.rows('select from comparison_due limit 1')).length > 0;
  }
}

describe('records that may be of one person', () => {
  it.each([
    ['the same in every way', {}, 80],
    ['a letter apart', { family_name: 'Novak' }, 74],
    ['two letters swapped', { given_name: 'Aad' }, 74],
    ['given name and family name swapped', { given_name: 'Nowak', family_name: 'Ada' }, 76],
    ['day and month swapped', { date_of_birth: '1951-12-03' }, 68],
    ['one digit of the birth date off', { date_of_birth: '1961-03-12' }, 64],
  ])('are those that are %s', async (_what, given, score) => {
    const worker = anActor();
    const one = await aPersonWith(worker, ADA);
    const other = await aPersonWith(worker, { ...ADA, ...given });

    expect(await matches(worker, one)).toMatchObject([{ score, otherPerson: { id: other } }]);
    expect(await matches(worker, other)).toMatchObject([{ score, otherPerson: { id: one } }]);
  });

  it('sound alike though they are written differently, in English and in Polish', async () => {
    const worker = anActor();
    const born = { date_of_birth: '1948-08-08' };
    const names = [
      ['Catherine', 'Smyth', 'Kathryn', 'Smith'],
      ['Stephen', 'Philips', 'Steven', 'Phillips'],
      ['Łukasz', 'Kowalski', 'Lucas', 'Kovalsky'],
    ];
    for (const [given, family, otherGiven, otherFamily] of names) {
      const one = await aPersonWith(worker, { ...born, given_name: given, family_name: family });
      const other = await aPersonWith(worker, {
        ...born,
        given_name: otherGiven,
        family_name: otherFamily,
      });

      expect((await matches(worker, one)).map((pair) => pair.otherPerson.id)).toEqual([other]);
    }
  });

  it('say in plain words what speaks for one person and what for two', async () => {
    const worker = anActor();
    const one = await aPersonWith(worker, { ...ADA, nhs_number: '9990000204' });
    const other = await aPersonWith(worker, { ...ADA, nhs_number: '9990007217' });
    for (const id of [one, other]) {
      await people.arrange(
        `insert into address (person_id, team_id, kind, lines, postcode, from_on)
         values ($1, $2, 'HOME', '{1 Orchard Way}', 'SG1 1AA', '2020-01-01')`,
        [id, teamOf(worker)],
      );
    }

    const [pair] = await matches(worker, one);

    expect(pair).toMatchObject({ score: 75, otherPerson: { id: other } });
    expect(pair?.reasons).toEqual([
      'The date of birth is the same.',
      'The family name is the same.',
      'The given name is the same.',
      'The postcode is the same.',
      'The NHS numbers differ.',
    ]);
  });

  it('are not namesakes of another age, nor twins, nor a household', async () => {
    const worker = anActor();
    const one = await aPersonWith(worker, ADA);
    await aPersonWith(worker, { ...ADA, date_of_birth: '1980-11-30' });
    await aPersonWith(worker, { ...ADA, given_name: 'Zygmunt' });
    await aPersonWith(worker, { ...ADA, given_name: 'Bogna', date_of_birth: '1975-05-05' });

    expect(await matches(worker, one)).toEqual([]);
  });

  it('are found by a married name when the postcode is the same too', async () => {
    const worker = anActor();
    const one = await aPersonWith(worker, ADA);
    const other = await aPersonWith(worker, { ...ADA, family_name: 'Fitzwilliam' });
    expect(await matches(worker, one)).toEqual([]);

    for (const id of [one, other]) {
      await people.arrange(
        `insert into address (person_id, team_id, kind, lines, postcode, from_on)
         values ($1, $2, 'HOME', '{1 Orchard Way}', 'SG3 3CC', '2020-01-01')`,
        [id, teamOf(worker)],
      );
    }

    expect(await matches(worker, one)).toMatchObject([{ score: 60, otherPerson: { id: other } }]);
  });

  it('are hinted at to nobody who does not reach both, and to nobody but practising staff', async () => {
    const worker = anActor();
    const one = await aPersonWith(worker, ADA);
    const hidden = await aPersonWith(undefined, ADA);

    expect(await matches(worker, one)).toEqual([]);
    expect(await matches(worker, hidden)).toEqual([]);
    expect(await matches(anActor('citizen', { personId: one }), one)).toEqual([]);
    expect(await matches(anActor('finance'), one)).toEqual([]);
  });
});

describe('the duplicates of a team', () => {
  const LIST = `query ($t: ID!, $first: Int!, $after: String) {
    duplicatesToLookAt(teamId: $t, first: $first, after: $after) {
      edges { node { ${PAIR} } } pageInfo { hasNextPage endCursor } } }`;
  /** The list once everything is compared that was changed until now. */
  async function page(viewer: Actor, teamId: string, first = 20, after: string | null = null) {
    await allIsCompared();
    return ask(viewer, teamId, first, after);
  }
  async function ask(viewer: Actor, teamId: string, first = 20, after: string | null = null) {
    const answer = await people.ask(viewer, LIST, { t: teamId, first, after });
    expect(answer.errors).toBeUndefined();
    return answer.data?.['duplicatesToLookAt'] as unknown as {
      edges: { node: Pair }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  }

  it('are listed once each, those most alike first, page by page', async () => {
    const worker = anActor();
    for (const family of ['Abbot', 'Bell', 'Cole']) {
      await aPersonWith(worker, { ...ADA, family_name: family, date_of_birth: '1940-06-20' });
    }
    await aPersonWith(worker, { ...ADA, family_name: 'Bell', date_of_birth: '1940-06-20' });
    await aPersonWith(worker, { ...ADA, family_name: 'Cole', date_of_birth: '1940-06-21' });

    const all = (await page(worker, teamOf(worker))).edges.map(({ node }) => node);
    const first = await page(worker, teamOf(worker), 1);
    const second = await page(worker, teamOf(worker), 1, first.pageInfo.endCursor);

    expect(all.map(({ score }) => score)).toEqual([80, 64]);
    expect([...first.edges, ...second.edges].map(({ node }) => node)).toEqual(all);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  it('are nobody’s of another team', async () => {
    const worker = anActor();
    await aPersonWith(worker, ADA);
    await aPersonWith(worker, ADA);

    expect((await page(anActor(), teamOf(worker))).edges).toEqual([]);
    expect((await page(anActor('analyst'), teamOf(worker))).edges).toEqual([]);
  });

  it('do not come back once somebody has said that they are two people', async () => {
    const worker = anActor();
    const one = await aPersonWith(worker, ADA);
    const other = await aPersonWith(worker, ADA);

    const said = await change(
      worker,
      'notTheSame',
      { personId: one, otherPersonId: other, reason: 'I met both at the lunch club.' },
      '{ reason person { id } otherPerson { id } }',
    );

    expect(said.data).toMatchObject({ notTheSame: { person: { id: one } } });
    expect(await matches(worker, one)).toEqual([]);
    expect(await matches(worker, other)).toEqual([]);
    expect((await page(worker, teamOf(worker))).edges).toEqual([]);
  });

  it('are said to be two people once, whoever says it at the same moment', async () => {
    const worker = anActor();
    const pair = { personId: await aPersonWith(worker), otherPersonId: await aPersonWith(worker) };
    const say = (reason: string) => change(worker, 'notTheSame', { ...pair, reason }, '{ id }');
    let saying: ReturnType<typeof change>[] = [];
    await people.whileLocked('not_the_same', async () => {
      saying = ['I met both.', 'Two sisters.'].map(say);
      await people.untilWaiting(saying.length);
    });

    const [first, second] = await Promise.all(saying);
    expect(first?.errors).toBeUndefined();
    expect(second).toEqual(first);
  });

  it('come and go with what is written down of the two', async () => {
    const worker = anActor();
    const one = await aPersonWith(worker, ADA);
    const other = await aPersonWith(worker, { ...ADA, family_name: 'Fitzwilliam' });
    const listed = async () =>
      (await page(worker, teamOf(worker))).edges.map(({ node }) => node.score);
    expect(await listed()).toEqual([]);

    for (const id of [one, other]) {
      await people.arrange(
        `insert into address (person_id, team_id, kind, lines, postcode, from_on)
         values ($1, $2, 'HOME', '{1 Orchard Way}', 'SG4 4DD', '2020-01-01')`,
        [id, teamOf(worker)],
      );
    }
    expect(await listed()).toEqual([60]);

    await people.arrange(`update person set family_name = 'Nowak' where id = $1`, [other]);
    expect(await listed()).toEqual([95]);

    await people.arrange(`update address set until_on = '2026-01-01' where person_id = $1`, [one]);
    expect(await listed()).toEqual([80]);

    await people.arrange(`update person set date_of_birth = '1980-11-30' where id = $1`, [one]);
    expect(await listed()).toEqual([]);
  });

  it('are told to both teams where the two are with two, and to nobody who reaches one alone', async () => {
    const worker = anActor();
    const second = anActor();
    const one = await aPersonWith(worker, ADA);
    const other = await aPersonWith(second, ADA);
    const both = anActor('practitioner', { teamIds: [teamOf(worker), teamOf(second)] });

    const told = async (viewer: Actor, of: Actor) =>
      (await page(viewer, teamOf(of))).edges.map(({ node }) => [
        node.person.id,
        node.otherPerson.id,
      ]);
    expect(await told(both, worker)).toEqual([[one, other]]);
    expect(await told(both, second)).toEqual([[other, one]]);
    expect(await told(worker, worker)).toEqual([]);

    await people.arrange(
      `insert into closure (person_id, practitioner_id, why, from_at)
       values ($1, $2, 'FAMILY_OR_FRIEND', now() - interval '1 day')`,
      [other, both.practitionerId],
    );
    expect(await told(both, worker)).toEqual([]);
  });

  it('are not told of a record that has gone to another team or into another one', async () => {
    const worker = anActor();
    const one = await aPersonWith(worker, ADA);
    const other = await aPersonWith(worker, ADA);
    expect((await page(worker, teamOf(worker))).edges).toHaveLength(1);

    const unseen = async (what: string): Promise<number> => {
      await people.arrange(what, [other]);
      return (await ask(worker, teamOf(worker))).edges.length;
    };
    expect(await unseen(`update person set team_id = uuidv7() where id = $1`)).toBe(0);
    await people.arrange(`update person set team_id = $2 where id = $1`, [other, teamOf(worker)]);
    expect((await page(worker, teamOf(worker))).edges).toHaveLength(1);
    expect(await unseen(`update person set merged_into_id = '${one}' where id = $1`)).toBe(0);
  });

  it('are not for anybody to tell apart who does not reach both', async () => {
    const worker = anActor();
    const one = await aPersonWith(worker, ADA);
    const hidden = await aPersonWith(undefined, ADA);
    const said = { personId: one, reason: 'They are two.' };
    const refused = (viewer: Actor, otherPersonId: string) =>
      refusalOf(change(viewer, 'notTheSame', { ...said, otherPersonId }, '{ id }'));

    expect(await refused(worker, hidden)).toBe('NOT_FOUND');
    expect(await refused(worker, randomUUID())).toBe('NOT_FOUND');
    expect(await refused(worker, one)).toBe('SAME_RECORD');
    expect(await refused(anActor('finance'), one)).toBe('NOT_YOURS');
  });
});
