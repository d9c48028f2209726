import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testWorkforce } from '../practitioners/workforce.given.ts';

const { people, aPersonWith, aTeam, change, refusalOf, read, themself, ...given } = testWorkforce();
const { aManager, done, aWorkerOf, allocate, reaches, workersOf } = given;

const WITHOUT = `query ($teamId: ID!, $first: Int!) { peopleWithoutWorker(teamId: $teamId, first: $first) {
  edges { node { id } } } }`;

async function withoutWorker(viewer = anActor(), teamId = teamOf(viewer)): Promise<string[]> {
  const { data } = await people.ask(viewer, WITHOUT, { teamId, first: 100 });
  return (
    data as unknown as { peopleWithoutWorker: { edges: { node: { id: string } }[] } }
  ).peopleWithoutWorker.edges.map(({ node }) => node.id);
}

describe('a worker of the person’s own team', () => {
  it('is named on the record, first the one who has worked with them longest', async () => {
    const manager = await aManager();
    const [first, second] = [await aWorkerOf(manager), await aWorkerOf(manager)];
    const personId = await aPersonWith(manager);

    await allocate(manager, personId, first, 3);
    await allocate(first, personId, second, 1);

    expect(
      await read(
        themself(personId),
        personId,
        'worker { id } workers { weight practitioner { id } }',
      ),
    ).toEqual({
      worker: { id: first.id },
      workers: [
        { weight: 3, practitioner: { id: first.id } },
        { weight: 1, practitioner: { id: second.id } },
      ],
    });
  });

  it('needs no right of their own to reach the person', async () => {
    const manager = await aManager();
    const personId = await aPersonWith(manager);

    await allocate(manager, personId, await aWorkerOf(manager));

    expect(await people.rows('select * from reach where person_id = $1', [personId])).toEqual([]);
  });
});

describe('a worker of another team', () => {
  it('reaches the person for as long as they work together', async () => {
    const [manager, elsewhere] = [await aManager(), await aManager()];
    const worker = await aWorkerOf(elsewhere);
    const personId = await aPersonWith(manager);

    const allocationId = await allocate(manager, personId, worker);
    expect(await reaches(worker, personId)).toBe(true);
    expect(await reaches(await aWorkerOf(elsewhere), personId)).toBe(false);

    await done(worker, 'endAllocation', { allocationId });
    expect(await reaches(worker, personId)).toBe(false);
  });

  it('is told to the other services, when it begins and when it ends', async () => {
    const manager = await aManager();
    const worker = await aWorkerOf(await aManager());
    const personId = await aPersonWith(manager);
    const allocationId = await allocate(manager, personId, worker);
    await done(manager, 'endAllocation', { allocationId });

    const told = await people.rows(
      `select version, payload from event where kind = 'reach-changed' and person_id = $1 order by xid, id`,
      [personId],
    );

    expect(told).toMatchObject([
      { version: 1, payload: { whom: worker.id, why: 'ALLOCATED_WORKER', untilAt: null } },
      { version: 2, payload: { whom: worker.id, untilAt: expect.any(String) } },
    ]);
  });
});

describe('endAllocation, sent again with the same key', () => {
  it('answers a worker of another team as it did, though they do not reach the person now', async () => {
    const manager = await aManager();
    const worker = await aWorkerOf(await aManager());
    const personId = await aPersonWith(manager);
    const allocationId = await allocate(manager, personId, worker);
    const ask = { allocationId, idempotencyKey: 'the same each time' };
    const end = (by = worker) => change(by, 'endAllocation', ask);

    const first = await end();
    expect(first).toEqual({ data: { endAllocation: { warnings: [], person: null } } });
    expect(await end()).toEqual(first);

    expect(await refusalOf(change(worker, 'endAllocation', { allocationId }))).toBe('NOT_FOUND');
    expect(await workersOf(personId)).toEqual([]);
  });

  it('shows the person to those who reach them, and no longer once they do not', async () => {
    const manager = await aManager();
    const worker = await aWorkerOf(manager);
    const personId = await aPersonWith(manager);
    const allocationId = await allocate(manager, personId, worker);
    const ask = { allocationId, idempotencyKey: 'the same each time' };
    const end = () => change(manager, 'endAllocation', ask);

    expect((await end()).data).toMatchObject({ endAllocation: { person: { id: personId } } });
    expect((await end()).data).toMatchObject({ endAllocation: { person: { id: personId } } });
    await people.arrange('update person set team_id = $2 where id = $1', [
      personId,
      teamOf(anActor()),
    ]);
    expect((await end()).data).toMatchObject({ endAllocation: { person: null } });
  });
});

describe('allocateWorker', () => {
  it('is for those who reach the person and work with people, and needs nobody’s word', async () => {
    const manager = await aManager();
    const worker = await aWorkerOf(manager);
    const personId = await aPersonWith(manager);
    const ask = { personId, practitionerId: worker.id, weight: 2 };

    expect(await refusalOf(change(anActor(), 'allocateWorker', ask, '{ id }'))).toBe('NOT_FOUND');
    expect(await refusalOf(change(anActor('commissioner'), 'allocateWorker', ask, '{ id }'))).toBe(
      'NOT_YOURS',
    );
    expect(await refusalOf(change(themself(personId), 'allocateWorker', ask, '{ id }'))).toBe(
      'NOT_YOURS',
    );
    expect(await refusalOf(change(worker, 'allocateWorker', ask, '{ id }'))).toBeUndefined();
    expect(await workersOf(personId)).toEqual([worker.id]);
  });

  it('allocates nobody twice, not somebody unknown, and weighs from 1 to 5', async () => {
    const manager = await aManager();
    const worker = await aWorkerOf(manager);
    const personId = await aPersonWith(manager);
    await allocate(manager, personId, worker);
    const ask = { personId, practitionerId: worker.id, weight: 2 };
    const refused = (given: object) =>
      refusalOf(change(manager, 'allocateWorker', { ...ask, ...given }, '{ id }'));

    expect(await refused({})).toBe('ALREADY_ALLOCATED');
    expect(await refused({ practitionerId: anActor().id })).toBe('NOT_FOUND');
    expect(await refused({ weight: 6 })).toBe('BAD_USER_INPUT');
  });

  it('allocates once when the same worker is allocated twice in one moment', async () => {
    const manager = await aManager();
    const worker = await aWorkerOf(manager);
    const personId = await aPersonWith(manager);
    const ask = { personId, practitionerId: worker.id, weight: 2 };

    const refusals = await Promise.all(
      [1, 2, 3].map(() => refusalOf(change(manager, 'allocateWorker', ask, '{ id }'))),
    );

    expect(refusals.filter((code) => code === 'ALREADY_ALLOCATED')).toHaveLength(2);
    expect(refusals).toContain(undefined);
    expect(await workersOf(personId)).toEqual([worker.id]);
  });

  it('can be weighed again, until it has ended', async () => {
    const manager = await aManager();
    const worker = await aWorkerOf(manager);
    const personId = await aPersonWith(manager);
    const allocationId = await allocate(manager, personId, worker);

    await done(worker, 'weighAllocation', { allocationId, weight: 5 }, '{ id }');
    expect(await read(worker, personId, 'workers { weight }')).toEqual({
      workers: [{ weight: 5 }],
    });

    await done(worker, 'endAllocation', { allocationId });
    expect(await refusalOf(change(worker, 'endAllocation', { allocationId }))).toBe(
      'ALLOCATION_ENDED',
    );
    expect(await refusalOf(change(anActor(), 'endAllocation', { allocationId }))).toBe('NOT_FOUND');
  });
});

describe('people without a worker', () => {
  it('are seen by their team, and by nobody else', async () => {
    const manager = await aManager();
    const worker = await aWorkerOf(manager);
    const [alone, accompanied] = [await aPersonWith(manager), await aPersonWith(manager)];
    await allocate(manager, accompanied, worker);

    expect(await withoutWorker(worker)).toEqual([alone]);
    expect(await withoutWorker(anActor(), teamOf(manager))).toEqual([]);
    expect(await withoutWorker(anActor('commissioner'), teamOf(manager))).toEqual([]);
  });
});

describe('movePersonToTeam', () => {
  const moved = { reason: 'She has moved to Watford.' };

  it('hands a person over with everything about them, and keeps why', async () => {
    const [manager, other] = [await aManager(), await aManager()];
    const personId = await aPersonWith(manager);

    await done(
      manager,
      'movePersonToTeam',
      { personId, teamId: teamOf(other), ...moved },
      '{ person { id } }',
    );

    expect(await reaches(manager, personId)).toBe(false);
    expect(
      await read(
        other,
        personId,
        'team { id } teamMoves { reason fromTeam { id } toTeam { id } movedBy { id } }',
      ),
    ).toEqual({
      team: { id: teamOf(other) },
      teamMoves: [
        {
          ...moved,
          fromTeam: { id: teamOf(manager) },
          toTeam: { id: teamOf(other) },
          movedBy: { id: manager.id },
        },
      ],
    });
    expect(await people.events('person-changed', personId)).toMatchObject([
      { team_id: teamOf(other), version: 2, payload: { district: 'WATFORD' } },
    ]);
  });

  it('lets the worker go on from their own team, or ends it', async () => {
    const [manager, other] = [await aManager(), await aManager()];
    const worker = await aWorkerOf(manager);
    const [goesOn, ends] = [await aPersonWith(manager), await aPersonWith(manager)];
    await allocate(manager, goesOn, worker);
    await allocate(manager, ends, worker);
    const teamId = teamOf(other);

    await done(
      worker,
      'movePersonToTeam',
      { personId: goesOn, teamId, ...moved },
      '{ person { id } }',
    );
    await done(
      worker,
      'movePersonToTeam',
      { personId: ends, teamId, workers: 'END', ...moved },
      '{ person { id } }',
    );

    expect(await reaches(worker, goesOn)).toBe(true);
    expect(await reaches(worker, ends)).toBe(false);
    expect(await withoutWorker(other)).toEqual([ends]);
  });

  it('ends a worker’s own right when the person comes to their team', async () => {
    const [manager, other] = [await aManager(), await aManager()];
    const worker = await aWorkerOf(other);
    const personId = await aPersonWith(manager);
    await allocate(manager, personId, worker);

    await done(
      manager,
      'movePersonToTeam',
      { personId, teamId: teamOf(other), ...moved },
      '{ person { id } }',
    );

    expect(await reaches(worker, personId)).toBe(true);
    expect(
      await people.rows('select until_at from reach where person_id = $1', [personId]),
    ).toEqual([{ until_at: expect.any(Date) }]);
  });

  it('is refused to the team they are with, to no team, and to those who do not reach them', async () => {
    const manager = await aManager();
    const personId = await aPersonWith(manager);
    const refused = (teamId: string, by = manager) =>
      refusalOf(
        change(by, 'movePersonToTeam', { personId, teamId, ...moved }, '{ person { id } }'),
      );

    expect(await refused(teamOf(manager))).toBe('ALREADY_WITH_TEAM');
    expect(await refused(anActor().id)).toBe('NOT_FOUND');
    expect(await refused(await aTeam(), anActor())).toBe('NOT_FOUND');
    expect(await refused(await aTeam(), anActor('finance'))).toBe('NOT_YOURS');
  });
});
