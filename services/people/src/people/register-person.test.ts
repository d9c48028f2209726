import { randomUUID } from 'node:crypto';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testRecord } from './person.given.ts';

const { people, aPersonWith, change, refusalOf, read, themself } = testRecord();

const somebody = (teamId: string, given: Readonly<Record<string, unknown>> = {}) => ({
  teamId,
  givenName: 'Siân',
  familyName: 'O’Brien',
  district: 'DACORUM',
  ...given,
});

describe('registerPerson', () => {
  it('needs a name and a district, and puts the person with the team at once', async () => {
    const worker = anActor();

    const answer = await change(
      worker,
      'registerPerson',
      somebody(teamOf(worker)),
      '{ person { id name } }',
    );

    const { id, name } = (answer.data as unknown as Registered).registerPerson.person;
    expect(name).toBe('Siân O’Brien');
    expect(await read(worker, id, 'nhsNumber dateOfBirth details { pronouns }')).toEqual({
      nhsNumber: null,
      dateOfBirth: null,
      details: null,
    });
    expect(await people.events('person-registered', id)).toMatchObject([
      { team_id: teamOf(worker), version: 1, payload: { district: 'DACORUM' } },
    ]);
  });

  it('takes somebody of whom nobody knows where they live', async () => {
    const worker = anActor();
    const input = somebody(teamOf(worker), { district: 'NOT_KNOWN' });

    const answer = await change(worker, 'registerPerson', input, '{ person { district } }');

    expect(answer.data).toEqual({ registerPerson: { person: { district: 'NOT_KNOWN' } } });
  });

  it('takes the NHS number with its spaces, and refuses one with a wrong check digit', async () => {
    const worker = anActor();
    const input = somebody(teamOf(worker), { nhsNumber: '999 000 0018' });

    const answer = await change(worker, 'registerPerson', input, '{ person { nhsNumber } }');
    const wrong = { ...input, nhsNumber: '999 000 0019' };

    expect(answer.data).toEqual({ registerPerson: { person: { nhsNumber: '999 000 0018' } } });
    expect(await refusalOf(change(worker, 'registerPerson', wrong))).toBe('BAD_USER_INPUT');
  });

  it('refuses an NHS number that another record has, and does not say whose', async () => {
    const worker = anActor();
    const other = await aPersonWith(undefined, { nhs_number: '9990000026', family_name: 'Hidden' });

    const answer = await change(
      worker,
      'registerPerson',
      somebody(teamOf(worker), { nhsNumber: '9990000026' }),
    );

    expect(answer.errors?.[0]?.extensions?.['code']).toBe('NHS_NUMBER_TAKEN');
    expect(JSON.stringify(answer)).not.toMatch(new RegExp(`Hidden|${other}`));
  });

  it('is a look at whoever has the number already, out of reach as they are', async () => {
    const worker = anActor();
    const known = await aPersonWith();
    await people.arrange(`update person set nhs_number = '9434765919' where id = $1`, [known]);

    const tried = { ...somebody(teamOf(worker)), nhsNumber: '943 476 5919' };

    expect(await refusalOf(change(worker, 'registerPerson', tried))).toBe('NHS_NUMBER_TAKEN');
    expect(
      await people.rows('select actor_id from access_log where person_id = $1', [known]),
    ).toEqual([{ actor_id: worker.id }]);
  });

  it('registers once for one key', async () => {
    const worker = anActor();
    const input = { ...somebody(teamOf(worker)), idempotencyKey: randomUUID() };

    await change(worker, 'registerPerson', input);
    await change(worker, 'registerPerson', input);

    expect(
      await people.rows('select id from person where team_id = $1', [teamOf(worker)]),
    ).toHaveLength(1);
  });

  it('is for staff in a team of their own, and not for people themself', async () => {
    const worker = anActor();

    expect(await refusalOf(change(worker, 'registerPerson', somebody(randomUUID())))).toBe(
      'NOT_FOUND',
    );
    for (const actor of [themself(randomUUID()), anActor('commissioner'), anActor('finance')]) {
      expect(await refusalOf(change(actor, 'registerPerson', somebody(randomUUID())))).toBe(
        'NOT_YOURS',
      );
    }
  });
});

interface Registered {
  readonly registerPerson: { readonly person: { readonly id: string; readonly name: string } };
}
