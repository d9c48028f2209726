import { anActor } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testCircle } from '../circle/circle.given.ts';

/** A quarter past midnight in London, and still the day before by the clock of Greenwich. */
const { aPersonWith, change, make } = testCircle(() => new Date('2026-07-14T23:15:00Z'));
const TODAY = '2026-07-15';
const TOMORROW = '2026-07-16';
const LONG_AGO = '1850-01-01';

const agreement = {
  sharedWith: 'The GP practice',
  what: 'How I manage at home',
  purpose: 'So that I need not say it twice',
  how: 'SAID',
};
const decision = {
  matter: 'Where to live after hospital',
  supportGiven: 'Pictures of both places.',
  understands: true,
  retains: true,
  weighs: true,
  communicates: true,
  conclusion: 'HAS_CAPACITY',
  reason: 'She told us why.',
  assessedBy: 'Rowan Ashby, social worker',
};

describe('a day on which something happened', () => {
  it.each([
    ['agreeToShare', agreement, 'agreedOn'],
    ['recordObjection', { toWhat: 'The yearly report' }, 'objectedOn'],
    ['recordCapacityDecision', decision, 'assessedOn'],
    ['addToCircle', { kind: 'FRIEND', name: 'Bob' }, 'fromOn'],
  ])('of %s is today in London at the latest', async (mutation, input, field) => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    for (const day of [TOMORROW, '2099-01-01', LONG_AGO]) {
      const { errors } = await change(worker, mutation, { personId, ...input, [field]: day });
      expect(errors?.[0]).toMatchObject({
        message: `${field} says what has happened: a day from 1906-01-01 to ${TODAY}.`,
        extensions: { code: 'BAD_USER_INPUT', fields: [field] },
      });
    }
    await make(worker, mutation, { personId, ...input, [field]: TODAY });
  });

  it('of a relationship that changes or ends is none that is still to come', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const relationshipId = await make(worker, 'addToCircle', {
      personId,
      kind: 'FRIEND',
      name: 'Bob',
    });

    for (const [mutation, field] of [
      ['changeRelationship', 'fromOn'],
      ['endRelationship', 'untilOn'],
    ] as const) {
      const { errors } = await change(worker, mutation, { relationshipId, [field]: TOMORROW });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [field] });
    }
    await make(worker, 'endRelationship', { relationshipId, untilOn: TODAY });
  });

  it('of somebody who cares is none that is still to come', async () => {
    const worker = anActor();
    const [carerId, caredForId] = [await aPersonWith(worker), await aPersonWith(worker)];
    const caring = (fromOn: string) =>
      change(worker, 'recordCaringRole', { carerId, caredForId, fromOn });

    expect((await caring(TOMORROW)).errors?.[0]?.extensions).toMatchObject({ fields: ['fromOn'] });
    expect((await caring(TODAY)).errors).toBeUndefined();
  });

  it('of a birth is none that is still to come, for somebody new too', async () => {
    const worker = anActor();
    const registering = (dateOfBirth: string) =>
      change(
        worker,
        'registerPerson',
        {
          teamId: worker.teamIds[0],
          givenName: 'Ada',
          familyName: 'Khan',
          district: 'WATFORD',
          dateOfBirth,
        },
        '{ person { dateOfBirth } }',
      );

    expect((await registering(TOMORROW)).errors?.[0]).toMatchObject({
      message: `dateOfBirth says what has happened: a day no later than ${TODAY}.`,
      extensions: { code: 'BAD_USER_INPUT', fields: ['dateOfBirth'] },
    });
    expect((await registering(TODAY)).data).toEqual({
      registerPerson: { person: { dateOfBirth: TODAY } },
    });
  });

  it('says nothing of what is planned', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    await make(worker, 'agreeToShare', {
      personId,
      ...agreement,
      agreedOn: TODAY,
      untilOn: '2027-07-14',
    });
    await make(worker, 'recordCapacityDecision', {
      personId,
      ...decision,
      assessedOn: TODAY,
      reviewDueOn: '2027-01-15',
    });
  });
});
