import type { Actor } from '@connected-lives/kit/actor';
import { teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testWorkforce } from './workforce.given.ts';

const { people, aManager, aWorkerOf, aPersonWith, allocate, change, workersOf } = testWorkforce();

/** A manager with a practitioner who works with somebody. */
async function aTeamAtWork() {
  const manager = await aManager();
  const worker = await aWorkerOf(manager);
  const personId = await aPersonWith(manager);
  await allocate(manager, personId, worker);
  return { manager, worker, personId };
}
type AtWork = Awaited<ReturnType<typeof aTeamAtWork>>;

/**
 * Two at the same moment: neither comes to write to the allocations before both are on their way, and
 * stand still behind a lock.
 */
async function atOnce<Answer>(two: () => readonly Promise<Answer>[]): Promise<Answer[]> {
  let answers: Promise<Answer[]> = Promise.resolve([]);
  await people.whileLocked('allocation', async () => {
    answers = Promise.all(two());
    await people.untilWaiting(2);
  });
  return answers;
}

const moving = (from: AtWork, to: AtWork, teamId: string) =>
  change(
    from.manager,
    'moveToTeam',
    {
      practitionerId: from.worker.id,
      teamId,
      handover: [{ personId: from.personId, toPractitionerId: to.worker.id }],
    },
    '{ practitioner { id } }',
  );

const leaving = (from: AtWork, to: AtWork) =>
  change(
    from.manager,
    'leaveCouncil',
    {
      practitionerId: from.worker.id,
      leftOn: '2099-12-31',
      handover: [{ personId: from.personId, toPractitionerId: to.worker.id }],
    },
    '{ practitioner { id } }',
  );

const doneBy = ({ id }: Actor) => ({ practitioner: { id } });

describe('two managers who hand over to each other’s practitioner at the same moment', () => {
  it('both do, one after the other', async () => {
    const [one, other] = [await aTeamAtWork(), await aTeamAtWork()];
    const elsewhere = teamOf(await aManager());

    const both = await atOnce(() => [moving(one, other, elsewhere), moving(other, one, elsewhere)]);

    expect(both).toEqual([
      { data: { moveToTeam: doneBy(one.worker) } },
      { data: { moveToTeam: doneBy(other.worker) } },
    ]);
    expect(await workersOf(one.personId)).toEqual([other.worker.id]);
    expect(await workersOf(other.personId)).toEqual([one.worker.id]);
  });

  it('is told that a colleague leaves, when that comes first', async () => {
    const [one, other] = [await aTeamAtWork(), await aTeamAtWork()];

    const both = await atOnce(() => [leaving(one, other), leaving(other, one)]);

    // Each takes over from the other: whoever comes second finds that they leave.
    const codes = both.map(({ errors }) => errors?.[0]?.extensions?.['code']);
    expect(codes).toHaveLength(2);
    expect(codes).toEqual(expect.arrayContaining([undefined, 'PRACTITIONER_LEAVES']));
  });
});
