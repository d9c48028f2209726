import { randomUUID } from 'node:crypto';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testRecord } from './person.given.ts';

/** A quarter past midnight in London, and still the day before by the clock of Greenwich. */
const { people, aPersonWith, aTeam, change, refusalOf, read, themself } = testRecord(
  () => new Date('2026-07-14T23:15:00Z'),
);

const DETAILS = `preferredName details { pronouns dateOfDeath gpPracticeCode firstLanguage interpreter
  informationFormats contactMethods communicationSupport communicationProfessionals }`;

describe('updatePersonDetails', () => {
  it('writes what it is given, leaves what it is not, and takes null for known to be none', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker, { preferred_name: 'Addie' });
    await change(worker, 'updatePersonDetails', {
      personId,
      pronouns: 'she/her',
      firstLanguage: 'Polish',
      interpreter: 'SPOKEN_LANGUAGE',
      informationFormats: ['Large print'],
    });

    await change(worker, 'updatePersonDetails', {
      personId,
      preferredName: null,
      firstLanguage: null,
      communicationSupport: ['Hearing loop'],
      gpPracticeCode: 'E82001',
    });

    expect(await read(worker, personId, DETAILS)).toEqual({
      preferredName: null,
      details: {
        pronouns: 'she/her',
        dateOfDeath: null,
        gpPracticeCode: 'E82001',
        firstLanguage: null,
        interpreter: 'SPOKEN_LANGUAGE',
        informationFormats: ['Large print'],
        contactMethods: [],
        communicationSupport: ['Hearing loop'],
        communicationProfessionals: [],
      },
    });
  });

  it('warns of a birthday longer ago than anybody lives, and writes it down all the same', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    const answer = await change(worker, 'updatePersonDetails', {
      personId,
      dateOfBirth: '1701-02-03',
    });

    expect(answer.data).toEqual({
      updatePersonDetails: { warnings: [{ field: 'dateOfBirth' }], person: { id: personId } },
    });
    expect(await read(worker, personId, 'dateOfBirth')).toEqual({ dateOfBirth: '1701-02-03' });
  });

  it('takes a birth and a death of today, in London, and none that is still to come', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const today = { dateOfBirth: '2026-07-15', dateOfDeath: '2026-07-15' };

    for (const day of [
      { dateOfBirth: '2026-07-16' },
      { dateOfDeath: '2026-07-16' },
      { dateOfDeath: '2931-01-01' },
      { dateOfDeath: '1850-01-01' },
    ]) {
      const answer = await change(worker, 'updatePersonDetails', { personId, ...day });
      expect(answer.errors?.[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: Object.keys(day),
      });
    }
    expect(
      (await change(worker, 'updatePersonDetails', { personId, ...today })).errors,
    ).toBeUndefined();
    expect(await read(worker, personId, 'dateOfBirth details { dateOfDeath }')).toEqual({
      dateOfBirth: '2026-07-15',
      details: { dateOfDeath: '2026-07-15' },
    });
  });

  it('refuses a character that no database keeps, in words', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    expect(
      await refusalOf(change(worker, 'updatePersonDetails', { personId, pronouns: 'she\u0000' })),
    ).toBe('BAD_USER_INPUT');
    const found = await people.ask(
      worker,
      '{ findPeople(search: "a\\u0000") { edges { cursor } } }',
    );
    expect(found.errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });

  it('warns of a practice code that looks wrong, and writes it down all the same', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    const answer = await change(worker, 'updatePersonDetails', { personId, gpPracticeCode: 'E82' });

    expect(answer.data).toEqual({
      updatePersonDetails: { warnings: [{ field: 'gpPracticeCode' }], person: { id: personId } },
    });
    expect(await read(worker, personId, 'details { gpPracticeCode }')).toEqual({
      details: { gpPracticeCode: 'E82' },
    });
  });

  it('tells the other services of a new district, and of nothing else in it', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    await change(worker, 'updatePersonDetails', { personId, pronouns: 'they/them' });
    expect(await people.events('person-changed', personId)).toEqual([]);
    await change(worker, 'updatePersonDetails', { personId, district: 'ST_ALBANS' });

    expect(await people.events('person-changed', personId)).toMatchObject([
      { team_id: teamOf(worker), version: 2, payload: { district: 'ST_ALBANS' } },
    ]);
    const told = await people.events('details-changed', personId);
    expect(told).toHaveLength(2);
    expect(JSON.stringify(told)).not.toContain('they');
  });

  it('follows the person to another team', async () => {
    const worker = anActor();
    const other = anActor();
    await aTeam(teamOf(other));
    const personId = await aPersonWith(worker);
    await change(worker, 'updatePersonDetails', { personId, pronouns: 'he/him' });

    const reason = 'She moved to live near her sister.';
    const move = { personId, teamId: teamOf(other), reason };
    expect(
      (await change(worker, 'movePersonToTeam', move, '{ __typename }')).errors,
    ).toBeUndefined();

    expect(await read(worker, personId, 'id')).toBeNull();
    expect(await read(other, personId, 'name details { pronouns }')).toEqual({
      name: 'Ada Khan',
      details: { pronouns: 'he/him' },
    });
  });

  it('refuses a person without a name, and a number that is none', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    for (const [input, code] of [
      [{ personId, givenName: null }, 'BAD_USER_INPUT'],
      [{ personId, familyName: '  ' }, 'BAD_USER_INPUT'],
      [{ personId, nhsNumber: '1234567890' }, 'BAD_USER_INPUT'],
    ] as const) {
      expect(await refusalOf(change(worker, 'updatePersonDetails', input))).toBe(code);
    }
  });

  it('answers alike for another team’s person and for nobody at all', async () => {
    const hidden = await aPersonWith();

    for (const personId of [hidden, randomUUID()]) {
      const answer = await change(anActor(), 'updatePersonDetails', { personId, pronouns: 'x' });
      expect(answer.errors?.[0]).toMatchObject({
        message: 'There is no such person, or it is not yours to see.',
        extensions: { code: 'NOT_FOUND' },
      });
    }
  });

  it('leaves the record of a person to the staff: the person asks for a correction', async () => {
    const personId = await aPersonWith();

    expect(
      await refusalOf(
        change(themself(personId), 'updatePersonDetails', { personId, pronouns: 'x' }),
      ),
    ).toBe('NOT_YOURS');
  });

  it('shows the person their details, and finance and other teams none', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker, { paid_for: true });
    await change(worker, 'updatePersonDetails', { personId, pronouns: 'she/her' });

    const details = { details: { pronouns: 'she/her' } };
    expect(await read(themself(personId), personId, 'details { pronouns }')).toEqual(details);
    expect(await read(anActor('finance'), personId, 'details { pronouns }')).toEqual({
      details: null,
    });
  });
});
