import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testRecord } from '../people/person.given.ts';

const { people, aPersonWith, aColleague, change, refusalOf, read, themself } = testRecord();

const REQUESTS = `correctionRequests { edges { node {
  field saysNow shouldSay reason state answerWords answeredBy { name } } } }`;

async function ask(personId: string, given: Readonly<Record<string, unknown>>): Promise<string> {
  const { data, errors } = await change(themself(personId), 'correctMyDetails', given, '{ id }');
  expect(errors).toBeUndefined();
  return (data as unknown as { correctMyDetails: { id: string } }).correctMyDetails.id;
}

const answer = (worker: Actor, correctionId: string, given: Readonly<Record<string, unknown>>) =>
  change(worker, 'answerCorrection', { correctionId, ...given }, '{ state answerWords }');

async function toAnswer(viewer: Actor, teamId: string): Promise<unknown> {
  const { data } = await people.ask(
    viewer,
    `query ($teamId: ID!) { correctionsToAnswer(teamId: $teamId) {
       edges { node { field person { name } } } } }`,
    { teamId },
  );
  return (
    data as unknown as { correctionsToAnswer: { edges: { node: unknown }[] } }
  ).correctionsToAnswer.edges.map(({ node }) => node);
}

describe('correctMyDetails', () => {
  it('changes nothing yet: it says what is written, what should be, and why', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    await ask(personId, { field: 'GIVEN_NAME', shouldSay: 'Adah', reason: 'With an h, always.' });

    expect(await read(themself(personId), personId, `givenName ${REQUESTS}`)).toEqual({
      givenName: 'Ada',
      correctionRequests: {
        edges: [
          {
            node: {
              field: 'GIVEN_NAME',
              saysNow: 'Ada',
              shouldSay: 'Adah',
              reason: 'With an h, always.',
              state: 'ASKED',
              answerWords: null,
              answeredBy: null,
            },
          },
        ],
      },
    });
    expect(await toAnswer(worker, teamOf(worker))).toEqual([
      { field: 'GIVEN_NAME', person: { name: 'Ada Khan' } },
    ]);
  });

  it('refuses at once what could never be written down', async () => {
    const personId = await aPersonWith();

    for (const [field, shouldSay] of [
      ['DATE_OF_BIRTH', '3 May 1950'],
      ['DATE_OF_BIRTH', '1950-02-30'],
      ['NHS_NUMBER', '999 000 0019'],
    ] as const) {
      expect(
        await refusalOf(
          change(themself(personId), 'correctMyDetails', { field, shouldSay }, '{ id }'),
        ),
      ).toBe('BAD_USER_INPUT');
    }
  });

  it('is for people in their own record, and for nobody in anybody else’s', async () => {
    const input = { field: 'PRONOUNS', shouldSay: 'they/them' };

    expect(await refusalOf(change(anActor(), 'correctMyDetails', input, '{ id }'))).toBe(
      'NOT_YOURS',
    );
    expect(
      await refusalOf(change(themself(randomUUID()), 'correctMyDetails', input, '{ id }')),
    ).toBe('NOT_FOUND');
  });
});

describe('answerCorrection', () => {
  it.each([
    ['FAMILY_NAME', 'Kahn', 'familyName', { familyName: 'Kahn' }],
    ['DATE_OF_BIRTH', '1950-05-03', 'dateOfBirth', { dateOfBirth: '1950-05-03' }],
    ['NHS_NUMBER', '9434765919', 'nhsNumber', { nhsNumber: '943 476 5919' }],
    ['PRONOUNS', 'she/her', 'details { pronouns }', { details: { pronouns: 'she/her' } }],
    [
      'ETHNICITY',
      'roma',
      'statutoryCodes { ethnicity }',
      { statutoryCodes: { ethnicity: 'Roma' } },
    ],
  ])('writes down the %s that was asked for', async (field, shouldSay, selection, expected) => {
    const worker = await aColleague(anActor(), 'Robin Dale');
    const personId = await aPersonWith(worker);
    const id = await ask(personId, { field, shouldSay });

    await answer(worker, id, { made: true, words: 'Thank you for telling us.' });

    expect(await read(themself(personId), personId, selection)).toEqual(expected);
    expect(await read(themself(personId), personId, REQUESTS)).toMatchObject({
      correctionRequests: {
        edges: [
          {
            node: {
              state: 'MADE',
              answerWords: 'Thank you for telling us.',
              answeredBy: { name: 'Robin Dale' },
            },
          },
        ],
      },
    });
    expect(await toAnswer(worker, teamOf(worker))).toEqual([]);
  });

  it('writes an address as whoever answers has it', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const id = await ask(personId, { field: 'ADDRESS', shouldSay: '1 mill lane sg4 1aa' });

    expect(await refusalOf(answer(worker, id, { made: true }))).toBe('BAD_USER_INPUT');
    const address = { kind: 'HOME', lines: ['1 Mill Lane'], postcode: 'SG4 1AA' };
    await answer(worker, id, { made: true, address });

    expect(await read(worker, personId, 'address { lines postcode }')).toEqual({
      address: { lines: ['1 Mill Lane'], postcode: 'SG4 1AA' },
    });
  });

  it('says to the person why the record stays as it is, and never without', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const id = await ask(personId, {
      field: 'SOMETHING_ELSE',
      saysNow: 'She fell',
      shouldSay: 'I sat down',
    });

    expect(await refusalOf(answer(worker, id, { made: false }))).toBe('SAY_WHY');
    const given = await answer(worker, id, { made: false, words: 'Those are the nurse’s words.' });

    expect(given.data).toEqual({
      answerCorrection: { state: 'NOT_MADE', answerWords: 'Those are the nurse’s words.' },
    });
  });

  it('answers once', async () => {
    const worker = anActor();
    const id = await ask(await aPersonWith(worker), { field: 'PRONOUNS', shouldSay: 'she' });
    await answer(worker, id, { made: true });

    expect(await refusalOf(answer(worker, id, { made: false, words: 'No.' }))).toBe(
      'CORRECTION_ANSWERED',
    );
  });

  it('is not there for staff out of reach, and not the person’s own to answer', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const id = await ask(personId, { field: 'PRONOUNS', shouldSay: 'she' });

    for (const unknown of [id, randomUUID()]) {
      expect(await refusalOf(answer(anActor(), unknown, { made: true }))).toBe('NOT_FOUND');
    }
    expect(await refusalOf(answer(themself(personId), id, { made: true }))).toBe('NOT_YOURS');
    expect(await toAnswer(anActor(), teamOf(worker))).toEqual([]);
  });

  it('tells the team that something was asked and answered, and not what', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const id = await ask(personId, { field: 'PRONOUNS', shouldSay: 'she/her' });
    await answer(worker, id, { made: true });

    for (const kind of ['correction-asked', 'correction-answered']) {
      const events = await people.events(kind, id);
      expect(events).toMatchObject([{ team_id: teamOf(worker), payload: {} }]);
    }
    expect(
      await people.rows(
        `select 1 from audit_entry e where row_id = $1 and e::text like '%she/her%'`,
        [id],
      ),
    ).toEqual([]);
  });
});

describe('a correction of a protected address', () => {
  it('is shown to the person and to those who are named, and to nobody else', async () => {
    const worker = anActor();
    const colleague = await aColleague(worker);
    const personId = await aPersonWith(worker);
    await ask(personId, { field: 'ADDRESS', shouldSay: '9 Hidden Close' });
    await change(worker, 'protectAddress', {
      personId,
      reason: 'She fled from home.',
      practitionerIds: [],
    });
    const id = await ask(personId, { field: 'ADDRESS', shouldSay: '10 Hidden Close' });
    const none = { correctionRequests: { edges: [] } };

    expect(await read(colleague, personId, REQUESTS)).toEqual(none);
    expect(await toAnswer(colleague, teamOf(worker))).toEqual([]);
    expect(await refusalOf(answer(colleague, id, { made: true }))).toBe('NOT_FOUND');
    expect(await toAnswer(worker, teamOf(worker))).toHaveLength(2);
    const address = { kind: 'HOME', lines: ['10 Hidden Close'] };
    await answer(worker, id, { made: true, address });

    expect(await read(themself(personId), personId, 'address { lines protected }')).toEqual({
      address: { lines: ['10 Hidden Close'], protected: true },
    });
    expect(await read(colleague, personId, 'address { lines }')).toEqual({ address: null });
  });
});
