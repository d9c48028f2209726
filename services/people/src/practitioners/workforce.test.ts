import { randomUUID } from 'node:crypto';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { tellOfLeavers } from './leave-council.ts';
import { testWorkforce } from './workforce.given.ts';

const clock = { now: new Date('2026-11-22T10:00:00Z') };
const { people, aPersonWith, refusalOf, change, ...given } = testWorkforce(() => clock.now);
const { aManager, aWorkerOf, done, allocate, reaches, workersOf, practitioner } = given;

const RECORDED = '{ practitioner { id } warnings { field } }';
const newcomer = { name: 'Ines Dale', profession: 'SOCIAL_WORKER' };

const told = (kind: string, id: string) => people.events(kind, id);

describe('a practitioner', () => {
  it('is there by id for everybody who is signed in, and nobody is there by another id', async () => {
    const worker = await aWorkerOf(await aManager());
    const ask = (id: string) =>
      people.ask(
        anActor('citizen'),
        'query ($id: ID!) { practitioner(id: $id) { id profession } }',
        { id },
      );

    expect((await ask(worker.id)).data).toEqual({
      practitioner: { id: worker.id, profession: 'NURSE' },
    });
    expect((await ask(randomUUID())).data).toEqual({ practitioner: null });
  });
});

describe('a caseload', () => {
  it('is how many people and how much that is, also in a full week', async () => {
    const manager = await aManager();
    const worker = await aWorkerOf(manager);
    await done(
      worker,
      'changePractitioner',
      { practitionerId: worker.id, weeklyMinutes: 18.5 * 60 },
      RECORDED,
    );
    for (const weight of [5, 3]) {
      await allocate(manager, await aPersonWith(manager), worker, weight);
    }

    expect(
      await practitioner(worker, worker.id, 'caseload { people weight fullTimeWeight }'),
    ).toEqual({ caseload: { people: 2, weight: 8, fullTimeWeight: 16 } });
  });

  it('is for the practitioner and those who manage them, however far above, and no colleague', async () => {
    const manager = await aManager();
    const [worker, colleague] = [await aWorkerOf(manager), await aWorkerOf(manager)];
    const [head, director] = [await aManager(), await aManager()];
    await done(
      manager,
      'changePractitioner',
      { practitionerId: worker.id, lineManagerId: manager.id },
      RECORDED,
    );
    await done(
      manager,
      'changePractitioner',
      { practitionerId: manager.id, lineManagerId: head.id },
      RECORDED,
    );
    await done(
      head,
      'changePractitioner',
      { practitionerId: head.id, lineManagerId: director.id },
      RECORDED,
    );
    const sees = (viewer = colleague) => practitioner(viewer, worker.id, 'caseload { people }');

    for (const viewer of [worker, manager, head, director]) {
      expect(await sees(viewer)).toEqual({ caseload: { people: 0 } });
    }
    for (const viewer of [colleague, await aManager(), anActor('finance'), anActor('citizen')]) {
      expect(await sees(viewer)).toEqual({ caseload: null });
    }
  });

  it('counts people beyond the manager’s reach too, as a number', async () => {
    const [manager, elsewhere] = [await aManager(), await aManager()];
    const worker = await aWorkerOf(manager);
    await allocate(elsewhere, await aPersonWith(elsewhere), worker);

    expect(
      await practitioner(
        manager,
        worker.id,
        'caseload { people } allocations { edges { node { id } } }',
      ),
    ).toEqual({ caseload: { people: 1 }, allocations: { edges: [] } });
  });

  it('of a whole team says who has no worker, to its managers alone', async () => {
    const manager = await aManager();
    const worker = await aWorkerOf(manager);
    await allocate(manager, await aPersonWith(manager), worker, 4);
    await aPersonWith(manager);
    const sees = async (viewer = worker) =>
      (
        await people.ask(
          viewer,
          'query ($id: ID!) { team(id: $id) { caseload { people weight practitioners peopleWithoutWorker } } }',
          { id: teamOf(manager) },
        )
      ).data;

    expect(await sees(manager)).toEqual({
      team: { caseload: { people: 1, weight: 4, practitioners: 2, peopleWithoutWorker: 1 } },
    });
    expect(await sees(worker)).toEqual({ team: { caseload: null } });
    expect(await sees(await aManager())).toEqual({ team: { caseload: null } });
  });
});

describe('a registration', () => {
  it('ends with the year of Social Work England, on 30 November', async () => {
    const worker = await aWorkerOf(await aManager());
    const register = { practitionerId: worker.id, registrationBody: 'SOCIAL_WORK_ENGLAND' };

    const answer = await done(
      worker,
      'changePractitioner',
      { ...register, registrationNumber: 'SW12345' },
      RECORDED,
    );

    expect(answer).toMatchObject({ warnings: [] });
    expect(await practitioner(anActor(), worker.id, 'registration { body number dueOn }')).toEqual({
      registration: { body: 'SOCIAL_WORK_ENGLAND', number: 'SW12345', dueOn: '2026-11-30' },
    });
  });

  it.each([
    ['SOCIAL_WORK_ENGLAND', 'SW1234567', 'SW12345678'],
    ['HCPC', 'OT12345', 'OT123'],
    ['NMC', '12A3456E', '12M3456E'],
  ])('with %s looks like %s: %s is written down with a warning', async (body, like, unlike) => {
    const worker = await aWorkerOf(await aManager());
    const warned = (registrationNumber: string) =>
      done(
        worker,
        'changePractitioner',
        { practitionerId: worker.id, registrationBody: body, registrationNumber },
        '{ warnings { field } practitioner { registration { number } } }',
      );

    expect(await warned(like)).toMatchObject({ warnings: [] });
    expect(await warned(unlike)).toEqual({
      warnings: [{ field: 'registrationNumber' }],
      practitioner: { registration: { number: unlike } },
    });
  });

  it('has nobody answer to somebody who answers to them, nor to somebody unknown', async () => {
    const manager = await aManager();
    const { id: first } = await aWorkerOf(manager);
    const { id: second } = await aWorkerOf(manager);
    const { id: third } = await aWorkerOf(manager);
    const answers = (practitionerId: string, lineManagerId: string) =>
      refusalOf(change(manager, 'changePractitioner', { practitionerId, lineManagerId }, RECORDED));

    expect(await answers(first, second)).toBeUndefined();
    expect(await answers(second, third)).toBeUndefined();
    expect(await answers(third, first)).toBe('OWN_MANAGER');
    expect(await answers(third, crypto.randomUUID())).toBe('NOT_FOUND');
    expect(await answers(third, manager.id)).toBeUndefined();
  });

  it('is written down by oneself or one’s manager, and whom one answers to by the manager', async () => {
    const manager = await aManager();
    const worker = await aWorkerOf(manager);
    const refused = (by = worker, details: object = { roleTitle: 'Senior' }) =>
      refusalOf(
        change(by, 'changePractitioner', { practitionerId: worker.id, ...details }, RECORDED),
      );

    expect(await refused(manager)).toBeUndefined();
    expect(await refused(await aWorkerOf(manager))).toBe('NOT_YOURS');
    expect(await refused(await aManager())).toBe('NOT_YOURS');
    expect(await refused(worker, { heldRoles: ['DIRECTOR'] })).toBe('NOT_YOURS');
    expect(await refused(worker, { registrationNumber: 'SW1' })).toBe('BAD_USER_INPUT');
    expect(await refused(manager, { lineManagerId: worker.id })).toBe('OWN_MANAGER');
    expect(await refused(manager, { lineManagerId: randomUUID() })).toBe('NOT_FOUND');
  });
});

describe('joinTeam', () => {
  it('takes in a newcomer under the subject of their access token', async () => {
    const manager = await aManager();
    const practitionerId = randomUUID();

    await done(
      manager,
      'joinTeam',
      { teamId: teamOf(manager), practitionerId, ...newcomer },
      RECORDED,
    );

    expect(
      await practitioner(anActor(), practitionerId, 'name profession startedOn team { id }'),
    ).toEqual({ ...newcomer, startedOn: '2026-11-22', team: { id: teamOf(manager) } });
    expect(await told('practitioner-joined-team', practitionerId)).toMatchObject([
      { team_id: teamOf(manager) },
    ]);
  });

  it('takes in a colleague of another team who has handed over', async () => {
    const [manager, before] = [await aManager(), await aManager()];
    const worker = await aWorkerOf(before);
    const join = { teamId: teamOf(manager), practitionerId: worker.id };
    const allocationId = await allocate(before, await aPersonWith(before), worker);

    expect(await refusalOf(change(manager, 'joinTeam', join, RECORDED))).toBe(
      'HANDOVER_INCOMPLETE',
    );
    await done(before, 'endAllocation', { allocationId });
    await done(manager, 'joinTeam', join, RECORDED);

    expect(await told('practitioner-left-team', worker.id)).toMatchObject([
      { team_id: teamOf(before) },
    ]);
    expect(await refusalOf(change(manager, 'joinTeam', join, RECORDED))).toBe('ALREADY_IN_TEAM');
  });

  it('is for the managers of that team', async () => {
    const manager = await aManager();
    const join = { teamId: teamOf(manager), ...newcomer };

    expect(await refusalOf(change(await aManager(), 'joinTeam', join, RECORDED))).toBe('NOT_YOURS');
    expect(await refusalOf(change(await aWorkerOf(manager), 'joinTeam', join, RECORDED))).toBe(
      'NOT_YOURS',
    );
    expect(await refusalOf(change(manager, 'joinTeam', { ...join, name: null }, RECORDED))).toBe(
      'BAD_USER_INPUT',
    );
  });
});

describe('the manager of a team', () => {
  it('is who was last said to be, until they go', async () => {
    const [manager, other] = [await aManager(), await aManager()];
    const successor = await aWorkerOf(manager);
    const named = async () =>
      (
        await people.ask(anActor(), 'query ($id: ID!) { team(id: $id) { manager { id } } }', {
          id: teamOf(manager),
        })
      ).data?.['team'];

    expect(await named()).toEqual({ manager: null });
    const holds = { practitionerId: successor.id, heldRoles: ['TEAM_MANAGER'] };
    expect(await refusalOf(change(other, 'changePractitioner', holds, RECORDED))).toBe('NOT_YOURS');
    await done(manager, 'changePractitioner', holds, RECORDED);
    expect(await named()).toEqual({ manager: { id: successor.id } });

    await done(manager, 'moveToTeam', { practitionerId: successor.id, teamId: teamOf(other) });
    expect(await named()).toEqual({ manager: null });
  });
});

describe('moveToTeam', () => {
  it('hands over those who stay, and whoever is not handed over keeps their worker', async () => {
    const [manager, other] = [await aManager(), await aManager()];
    const [worker, colleague] = [await aWorkerOf(manager), await aWorkerOf(manager)];
    const [stays, goesOn] = [await aPersonWith(manager), await aPersonWith(manager)];
    await allocate(manager, stays, worker, 4);
    await allocate(manager, goesOn, worker);

    await done(manager, 'moveToTeam', {
      practitionerId: worker.id,
      teamId: teamOf(other),
      handover: [{ personId: stays, toPractitionerId: colleague.id }],
    });

    expect(await workersOf(stays)).toEqual([colleague.id]);
    expect(await workersOf(goesOn)).toEqual([worker.id]);
    const moved = { ...worker, teamIds: [teamOf(other)] };
    expect([await reaches(moved, stays), await reaches(moved, goesOn)]).toEqual([false, true]);
    expect(await told('practitioner-left-team', worker.id)).toMatchObject([
      { team_id: teamOf(manager) },
    ]);
    expect(await told('practitioner-joined-team', worker.id)).toMatchObject([
      { team_id: teamOf(other) },
    ]);
  });

  it('is for the managers of the team they are in, and to a team there is', async () => {
    const [manager, other] = [await aManager(), await aManager()];
    const worker = await aWorkerOf(manager);
    const refused = (by = manager, teamId = teamOf(other)) =>
      refusalOf(
        change(by, 'moveToTeam', { practitionerId: worker.id, teamId }, '{ practitioner { id } }'),
      );

    expect(await refused(other)).toBe('NOT_YOURS');
    expect(await refused(worker)).toBe('NOT_YOURS');
    expect(await refused(manager, teamOf(manager))).toBe('ALREADY_IN_TEAM');
    expect(await refused(manager, randomUUID())).toBe('NOT_FOUND');
  });
});

describe('leaveCouncil', () => {
  it('is refused while somebody would be left without a worker, with their number alone', async () => {
    const [manager, elsewhere] = [await aManager(), await aManager()];
    const worker = await aWorkerOf(manager);
    const beyondReach = await aPersonWith(elsewhere);
    const inReach = await aPersonWith(manager);
    await allocate(elsewhere, beyondReach, worker);
    await allocate(manager, inReach, worker);

    const { errors } = await change(
      manager,
      'leaveCouncil',
      { practitionerId: worker.id, leftOn: '2026-11-22' },
      '{ practitioner { id } }',
    );

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'HANDOVER_INCOMPLETE', peopleLeft: 2 });
    expect(JSON.stringify(errors)).not.toContain(beyondReach);
    expect(await workersOf(inReach)).toEqual([worker.id]);
  });

  it('hands everybody over, and ends what was open to them, whoever reaches it', async () => {
    const [manager, elsewhere] = [await aManager(), await aManager()];
    const [worker, colleague] = [await aWorkerOf(manager), await aWorkerOf(manager)];
    const [own, shared] = [await aPersonWith(manager), await aPersonWith(elsewhere)];
    await allocate(manager, own, worker, 3);
    await allocate(elsewhere, shared, worker);
    await allocate(elsewhere, shared, await aWorkerOf(elsewhere));

    await done(manager, 'leaveCouncil', {
      practitionerId: worker.id,
      leftOn: '2026-11-20',
      handover: [{ personId: own, toPractitionerId: colleague.id }],
    });

    expect(await workersOf(own)).toEqual([colleague.id]);
    expect(await workersOf(shared)).toHaveLength(1);
    expect(await reaches({ ...worker, teamIds: [] }, shared)).toBe(false);
    expect(await told('practitioner-left-council', worker.id)).toMatchObject([
      { team_id: teamOf(manager), payload: { lastDay: '2026-11-20' } },
    ]);
    expect(
      (
        await people.ask(anActor(), 'query ($id: ID!) { team(id: $id) { practitioners { id } } }', {
          id: teamOf(manager),
        })
      ).data,
    ).toEqual({
      team: { practitioners: expect.not.arrayContaining([{ id: worker.id }]) },
    });
  });

  it('is told once the last day is over, and once only', async () => {
    const manager = await aManager();
    const worker = await aWorkerOf(manager);
    const asService = async (now: string): Promise<number> => {
      await people.job(tellOfLeavers, new Date(now));
      return (await told('practitioner-left-council', worker.id)).length;
    };

    await done(manager, 'leaveCouncil', { practitionerId: worker.id, leftOn: '2026-12-31' });
    expect(await asService('2026-12-31T20:00:00Z')).toBe(0);
    expect(await asService('2027-01-01T00:30:00Z')).toBe(1);
    expect(await asService('2027-01-02T00:30:00Z')).toBe(1);

    const again = { practitionerId: worker.id, leftOn: '2026-12-31' };
    expect(await refusalOf(change(manager, 'leaveCouncil', again, '{ practitioner { id } }'))).toBe(
      'PRACTITIONER_LEAVES',
    );
    expect(
      await refusalOf(
        change(
          manager,
          'allocateWorker',
          { personId: await aPersonWith(manager), practitionerId: worker.id, weight: 1 },
          '{ id }',
        ),
      ),
    ).toBe('PRACTITIONER_LEAVES');
  });

  it('is for the managers of the team, and hands over whom they reach', async () => {
    const manager = await aManager();
    const [worker, colleague] = [await aWorkerOf(manager), await aWorkerOf(manager)];
    const leave = { practitionerId: worker.id, leftOn: '2026-11-22' };
    const handover = (personId: string) => [{ personId, toPractitionerId: colleague.id }];
    const refused = (by = manager, more = {}) =>
      refusalOf(change(by, 'leaveCouncil', { ...leave, ...more }, '{ practitioner { id } }'));

    expect(await refused(await aManager())).toBe('NOT_YOURS');
    expect(await refused(worker)).toBe('NOT_YOURS');
    expect(await refused(manager, { handover: handover(await aPersonWith()) })).toBe('NOT_FOUND');
    expect(await refused(manager, { handover: handover(await aPersonWith(manager)) })).toBe(
      'NOT_ALLOCATED',
    );
  });
});

describe('a practitioner who is known to adult care', () => {
  it('does not reach their own record as staff, and reads it as the person', async () => {
    const manager = await aManager();
    const worker = await aWorkerOf(manager);
    const personId = await aPersonWith(manager);

    await done(manager, 'linkOwnRecord', { practitionerId: worker.id, personId });

    expect(await reaches(worker, personId)).toBe(false);
    expect(await reaches(await aWorkerOf(manager), personId)).toBe(true);
    expect(await reaches(anActor('citizen', { personId }), personId)).toBe(true);
  });

  it('is known as such to themself, and to nobody whom they did not tell', async () => {
    const manager = await aManager();
    const worker = await aWorkerOf(manager);
    const personId = await aPersonWith(manager);
    await done(worker, 'linkOwnRecord', { practitionerId: worker.id, personId });
    const sees = (viewer = worker) => practitioner(viewer, worker.id, 'ownRecordId');

    expect(await sees(worker)).toEqual({ ownRecordId: personId });
    const others = [manager, await aWorkerOf(manager), await aManager(), anActor('privacy')];
    for (const viewer of others) {
      expect(await sees(viewer)).toEqual({ ownRecordId: null });
    }
  });

  it('is known to the manager who said it, and to no other manager', async () => {
    const manager = await aManager();
    const other = anActor('manager', { teamIds: manager.teamIds });
    const worker = await aWorkerOf(manager);
    const personId = await aPersonWith(manager);
    await done(manager, 'linkOwnRecord', { practitionerId: worker.id, personId });

    expect(await practitioner(manager, worker.id, 'ownRecordId')).toEqual({
      ownRecordId: personId,
    });
    expect(await practitioner(other, worker.id, 'ownRecordId')).toEqual({ ownRecordId: null });
  });

  it('is said once, by themself or their manager, of a record they reach', async () => {
    const manager = await aManager();
    const worker = await aWorkerOf(manager);
    const link = { practitionerId: worker.id, personId: await aPersonWith(manager) };
    const refused = (by = manager, more = {}) =>
      refusalOf(change(by, 'linkOwnRecord', { ...link, ...more }, '{ practitioner { id } }'));

    expect(await refused(await aWorkerOf(manager))).toBe('NOT_YOURS');
    expect(await refused(manager, { personId: await aPersonWith() })).toBe('NOT_FOUND');
    expect(await refused()).toBeUndefined();
    expect(await refused()).toBe('ALREADY_LINKED');
  });
});
