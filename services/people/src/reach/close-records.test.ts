import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testReach } from './reach.given.ts';

const { people, aPersonWith, aTeam, reaches, change, refusalOf } = testReach();
const REASON = 'Works for the council in the same building.';

describe('a sealed record', () => {
  it('is open to those who are named, to the manager who sealed it and to the person', async () => {
    const manager = anActor('manager');
    const { teamIds } = manager;
    const [named, colleague] = [anActor('practitioner', { teamIds }), anActor('duty', { teamIds })];
    const personId = await aPersonWith(manager);

    await change(manager, 'sealRecord', { personId, reason: REASON, practitionerIds: [named.id] });

    expect(await reaches(named, personId)).toBe(true);
    expect(await reaches(manager, personId)).toBe(true);
    expect(await reaches(anActor('citizen', { personId }), personId)).toBe(true);
    expect(await reaches(colleague, personId)).toBe(false);
    expect(await reaches(anActor('manager', { teamIds }), personId)).toBe(false);
  });

  it('opens to its team again, and those who were named from elsewhere leave', async () => {
    const manager = anActor('manager');
    const colleague = anActor('practitioner', { teamIds: manager.teamIds });
    const named = anActor();
    const personId = await aPersonWith(manager);
    await change(manager, 'sealRecord', { personId, reason: REASON, practitionerIds: [named.id] });

    await change(manager, 'unsealRecord', { personId });

    expect(await reaches(colleague, personId)).toBe(true);
    expect(await reaches(named, personId)).toBe(false);
    expect(await refusalOf(change(manager, 'unsealRecord', { personId }))).toBe('NOT_SEALED');
  });

  it('is told to the other services, without the words', async () => {
    const manager = anActor('manager');
    const personId = await aPersonWith(manager);

    await change(manager, 'sealRecord', { personId, reason: REASON, practitionerIds: [] });

    const told = await people.rows<{ kind: string; payload: object }>(
      `select kind, payload from event where person_id = $1 and kind like '%-changed' order by xid, id`,
      [personId],
    );
    expect(told).toMatchObject([
      { kind: 'reach-changed', payload: { whom: manager.id, why: 'NAMED', untilAt: null } },
      { kind: 'closure-changed', payload: { whom: null, why: 'SEALED', untilAt: null } },
    ]);
    expect(JSON.stringify(told)).not.toContain(REASON);
  });

  it('is open to people who are named, never to a whole team', async () => {
    const manager = anActor('manager');
    const personId = await aPersonWith(manager);
    const seal = { personId, reason: REASON, practitionerIds: [await aTeam()] };

    expect(await refusalOf(change(manager, 'sealRecord', seal))).toBe('BAD_USER_INPUT');
    expect(await reaches(manager, personId)).toBe(true);
  });

  it('is sealed by the team’s manager, once, who says why', async () => {
    const manager = anActor('manager');
    const personId = await aPersonWith(manager);
    const seal = { personId, reason: REASON, practitionerIds: [] };

    expect(await refusalOf(change(anActor('manager'), 'sealRecord', seal))).toBe('NOT_FOUND');
    expect(
      await refusalOf(
        change(anActor('practitioner', { teamIds: manager.teamIds }), 'sealRecord', seal),
      ),
    ).toBe('NOT_YOURS');
    for (const unsaid of [' '.repeat(12), 'safe      ']) {
      expect(await refusalOf(change(manager, 'sealRecord', { ...seal, reason: unsaid }))).toBe(
        'BAD_USER_INPUT',
      );
    }
    expect(await refusalOf(change(manager, 'sealRecord', seal))).toBeUndefined();
    expect(await refusalOf(change(manager, 'sealRecord', seal))).toBe('ALREADY_SEALED');
  });
});

describe('a person whom staff know from outside work', () => {
  it('is closed to that member of staff alone, also in an emergency', async () => {
    const worker = anActor();
    const colleague = anActor('practitioner', { teamIds: worker.teamIds });
    const personId = await aPersonWith(worker);

    await change(worker, 'declareConnection', {
      personId,
      practitionerId: worker.id,
      connection: 'FAMILY_OR_FRIEND',
      reason: 'She is my aunt.',
    });

    expect(await reaches(worker, personId)).toBe(false);
    expect(await reaches(colleague, personId)).toBe(true);
    expect(
      await refusalOf(change(worker, 'openRecordUrgently', { personId, reason: REASON })),
    ).toBe('NOT_FOUND');
  });

  it('is opened to them again by a manager who reaches the person', async () => {
    const manager = anActor('manager');
    const worker = anActor('practitioner', { teamIds: manager.teamIds });
    const personId = await aPersonWith(manager);
    const connection = { personId, practitionerId: worker.id, connection: 'SELF' };
    await change(manager, 'declareConnection', { ...connection, reason: REASON });

    expect(await refusalOf(change(worker, 'endConnection', connection))).toBe('NOT_YOURS');
    await change(manager, 'endConnection', connection);

    expect(await reaches(worker, personId)).toBe(true);
    expect(await refusalOf(change(manager, 'endConnection', connection))).toBe('NOT_DECLARED');
  });

  it('is declared by oneself or by a manager, never about a colleague', async () => {
    const worker = anActor();
    const declared = {
      personId: await aPersonWith(worker),
      practitionerId: anActor().id,
      connection: 'FAMILY_OR_FRIEND',
      reason: REASON,
    };

    expect(await refusalOf(change(worker, 'declareConnection', declared))).toBe('NOT_YOURS');
    expect(await refusalOf(change(anActor('manager'), 'declareConnection', declared))).toBe(
      'NOT_FOUND',
    );
  });
});

describe('openToTeam', () => {
  it.each([
    ['GATEWAY', 'CONTACT_OPEN', 'duty'],
    ['HOSPITAL_DISCHARGE', 'IN_HOSPITAL', 'discharge'],
  ] as const)('opens a person to a %s team until it ends', async (kind, right, role) => {
    const worker = anActor();
    const other = anActor(role);
    const personId = await aPersonWith(worker);
    const opening = { personId, teamId: await aTeam(kind, teamOf(other)), right };

    await change(worker, 'openToTeam', opening);
    expect(await reaches(other, personId)).toBe(true);

    await change(other, 'endOpenToTeam', opening);
    expect(await reaches(other, personId)).toBe(false);
    expect(await reaches(worker, personId)).toBe(true);
    expect(await refusalOf(change(worker, 'endOpenToTeam', opening))).toBe('NOT_OPEN');
  });

  it('is for teams of that kind, and for people in one’s reach', async () => {
    const worker = anActor();
    const teamId = await aTeam('OLDER_PEOPLE');
    const personId = await aPersonWith(worker);

    expect(
      await refusalOf(change(worker, 'openToTeam', { personId, teamId, right: 'CONTACT_OPEN' })),
    ).toBe('NOT_THEIR_WORK');
    expect(
      await refusalOf(change(anActor(), 'openToTeam', { personId, teamId, right: 'CONTACT_OPEN' })),
    ).toBe('NOT_FOUND');
  });
});

describe('a person for whom finance pays', () => {
  it('is reached by finance, others are not, and a sealed one neither', async () => {
    const manager = anActor('manager');
    const [paid, unpaid, sealed] = [
      await aPersonWith(manager),
      await aPersonWith(manager),
      await aPersonWith(manager),
    ];
    await people.arrange('update person set paid_for = true where id = any ($1)', [[paid, sealed]]);
    await change(manager, 'sealRecord', { personId: sealed, reason: REASON, practitionerIds: [] });
    const officer = anActor('finance');

    expect(await reaches(officer, paid)).toBe(true);
    expect(await reaches(officer, unpaid)).toBe(false);
    expect(await reaches(officer, sealed)).toBe(false);
    expect(await reaches(anActor('commissioner', { teamIds: manager.teamIds }), paid)).toBe(false);
  });
});
