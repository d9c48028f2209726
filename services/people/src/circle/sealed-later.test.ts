import type { Actor } from '@connected-lives/kit/actor';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testCircle } from './circle.given.ts';

const { people, aPersonWith, change, make, told, refusalOf, themself, elsewhere } = testCircle();

const SEEN = `circle { kind asWhat name phone email isEmergencyContact livesWith authorityReference
    otherPerson { name } }
  caredForBy { name person { name } }`;

/** A mother whose daughter cares for her, both with one team. */
async function motherAndDaughter() {
  const manager = anActor('manager');
  const colleague = anActor('practitioner', { teamIds: manager.teamIds });
  const [motherId, daughterId] = [
    await aPersonWith(manager),
    await aPersonWith(manager, 'Grace Okafor'),
  ];
  await make(manager, 'recordCaringRole', { carerId: daughterId, caredForId: motherId });
  await make(manager, 'addToCircle', {
    personId: motherId,
    kind: 'FAMILY',
    asWhat: 'daughter',
    otherPersonId: daughterId,
    name: 'Grace',
    phone: '01632 960 001',
    email: 'grace@example.org',
  });
  return { manager, colleague, motherId, daughterId };
}

const seal = (manager: Actor, personId: string) =>
  change(
    manager,
    'sealRecord',
    { personId, reason: 'In danger from a former partner.', practitionerIds: [] },
    '{ person { id } }',
  );

const WITHHELD = {
  circle: [
    { kind: 'UNPAID_CARER', asWhat: null, name: null, phone: null, email: null },
    { kind: 'FAMILY', asWhat: 'daughter', name: null, phone: null, email: null },
  ].map((each) => ({
    ...each,
    isEmergencyContact: false,
    livesWith: null,
    authorityReference: null,
    otherPerson: null,
  })),
  caredForBy: [{ name: null, person: null }],
};

describe('somebody in a circle whose own record is sealed later', () => {
  it('is a daughter still, and named to nobody but those who reach her', async () => {
    const { manager, colleague, motherId, daughterId } = await motherAndDaughter();
    expect(await told(colleague, motherId, SEEN)).toMatchObject({
      circle: [{ name: 'Grace Okafor' }, { name: 'Grace', phone: '01632 960 001' }],
      caredForBy: [{ name: 'Grace Okafor' }],
    });

    await seal(manager, daughterId);

    expect(await told(colleague, motherId, SEEN)).toEqual(WITHHELD);
    expect(await told(manager, motherId, SEEN)).toMatchObject({
      circle: [{ name: 'Grace Okafor' }, { name: 'Grace' }],
    });
    expect(await told(themself(motherId), motherId, SEEN)).toMatchObject({
      circle: [
        { name: 'Grace Okafor', otherPerson: null },
        { name: 'Grace', otherPerson: null },
      ],
    });
  });

  it('is an attorney still, who may decide and was seen to, without the number that names her', async () => {
    const { manager, colleague, motherId, daughterId } = await motherAndDaughter();
    await make(manager, 'addToCircle', {
      personId: motherId,
      kind: 'ATTORNEY',
      otherPersonId: daughterId,
      authority: 'LPA_HEALTH_AND_WELFARE',
      authorityReference: '7000-1234-5678',
      authoritySeen: true,
      fromOn: '2020-05-01',
    });
    const HELD = 'circle { kind authority authorityReference authoritySeen fromOn }';
    const known = {
      kind: 'ATTORNEY',
      authority: 'LPA_HEALTH_AND_WELFARE',
      authoritySeen: true,
      fromOn: '2020-05-01',
    };
    const attorney = (authorityReference: string | null) => ({
      circle: expect.arrayContaining([{ ...known, authorityReference }]),
    });
    expect(await told(colleague, motherId, HELD)).toEqual(attorney('7000-1234-5678'));

    await seal(manager, daughterId);

    expect(await told(colleague, motherId, HELD)).toEqual(attorney(null));
    for (const viewer of [manager, themself(motherId)]) {
      expect(await told(viewer, motherId, HELD)).toEqual(attorney('7000-1234-5678'));
    }
  });

  it('lives where nobody is told who does not reach her, whether with her mother or not', async () => {
    const { manager, colleague, motherId, daughterId } = await motherAndDaughter();
    for (const livesWith of [true, false]) {
      const asWhat = String(livesWith);
      const together = { personId: motherId, kind: 'OTHER', otherPersonId: daughterId };
      await make(manager, 'addToCircle', { ...together, asWhat, livesWith });
    }
    const contact = { personId: motherId, kind: 'FRIEND', name: 'Bob', asWhat: 'lodger' };
    await make(manager, 'addToCircle', { ...contact, livesWith: true });
    const LIVING = 'circle { asWhat livesWith }';
    const living = (together: boolean | null, apart: boolean | null) => ({
      circle: expect.arrayContaining([
        { asWhat: 'true', livesWith: together },
        { asWhat: 'false', livesWith: apart },
        { asWhat: 'daughter', livesWith: apart },
        { asWhat: 'lodger', livesWith: true },
      ]),
    });
    expect(await told(colleague, motherId, LIVING)).toEqual(living(true, false));

    await seal(manager, daughterId);

    expect(await told(colleague, motherId, LIVING)).toEqual(living(null, null));
    for (const viewer of [manager, themself(motherId)]) {
      expect(await told(viewer, motherId, LIVING)).toEqual(living(true, false));
    }
  });

  it('looks like somebody who is with another team, so that nobody can tell a seal', async () => {
    const { colleague, motherId, daughterId } = await motherAndDaughter();

    await people.arrange('update person set team_id = $2 where id = $1', [
      daughterId,
      teamOf(elsewhere()),
    ]);

    expect(await told(colleague, motherId, SEEN)).toEqual(WITHHELD);
  });

  it('can be rung in an emergency all the same', async () => {
    const { manager, colleague, motherId, daughterId } = await motherAndDaughter();
    await make(manager, 'addToCircle', {
      personId: motherId,
      kind: 'NEIGHBOUR',
      otherPersonId: daughterId,
      name: 'Grace',
      phone: '01632 960 002',
      isEmergencyContact: true,
    });

    await seal(manager, daughterId);

    expect(
      await told(colleague, motherId, 'circle { name phone isEmergencyContact }'),
    ).toMatchObject({
      circle: [{ name: null, phone: '01632 960 002', isEmergencyContact: true }, {}, {}],
    });
  });

  it('is not made one to ring by whoever does not reach her, who would be shown her number', async () => {
    const { manager, colleague, motherId, daughterId } = await motherAndDaughter();
    const relationshipId = await make(manager, 'addToCircle', {
      personId: motherId,
      kind: 'NEIGHBOUR',
      otherPersonId: daughterId,
      phone: '01632 960 002',
    });
    const RINGING = 'circle { phone isEmergencyContact }';
    const unseen = {
      circle: Array.from({ length: 3 }, () => ({ phone: null, isEmergencyContact: false })),
    };
    await seal(manager, daughterId);

    expect(await refusalOf(change(colleague, 'nameEmergencyContact', { relationshipId }))).toBe(
      'NOT_FOUND',
    );
    expect(await told(colleague, motherId, RINGING)).toEqual(unseen);

    await make(manager, 'nameEmergencyContact', { relationshipId });
    const isEmergencyContact = false;
    await make(colleague, 'nameEmergencyContact', { relationshipId, isEmergencyContact });
    expect(await told(colleague, motherId, RINGING)).toEqual(unseen);
  });

  it('is not looked at by whoever asks what she is called', async () => {
    const { colleague, motherId, daughterId } = await motherAndDaughter();

    await told(colleague, motherId, 'circle { name phone }');

    expect(
      await people.rows('select from access_log where person_id = $1 and actor_id = $2', [
        daughterId,
        colleague.id,
      ]),
    ).toEqual([]);
  });
});
