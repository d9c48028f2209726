import { randomUUID } from 'node:crypto';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testFinance } from '../finance.given.ts';
import { allocateBudget } from './allocate-budget.ts';

const { finance, officer, given, commit } = testFinance();
const testClock = testFinance();

const input = (practitionerId: string) => ({
  practitionerId,
  teamId: randomUUID(),
  financialYear: '2026-27',
  amountPence: 100,
  delegationReference: '4.2',
  idempotencyKey: randomUUID(),
});

describe('allocateBudget', () => {
  it('opens a budget, and adds to it the next time', async () => {
    const actor = anActor();
    const first = await given.anAllocation(actor, 1_000);

    expect(await given.anAllocation(actor, 500)).toMatchObject({
      id: first.id,
      allocatedPence: 1_500,
      availablePence: 1_500,
    });
    expect(await finance.events('budget-allocated', first.id)).toMatchObject([
      { team_id: teamOf(actor), version: 1, payload: { financialYear: '2026-27' } },
      { version: 2, payload: { practitionerId: actor.id } },
    ]);
  });

  it('adds once for one key', async () => {
    const once = input(randomUUID());
    const first = await allocateBudget(finance.contextOf(officer), once);

    expect(await allocateBudget(finance.contextOf(officer), once)).toEqual(first);
    await expect(
      allocateBudget(finance.contextOf(officer), { ...once, amountPence: 101 }),
    ).rejects.toMatchObject({ extensions: { code: 'IDEMPOTENCY_CONFLICT' } });
  });

  it('refuses whoever is not finance, the practitioner’s own manager too', async () => {
    for (const role of ['practitioner', 'manager', 'commissioner', 'citizen'] as const) {
      await expect(
        allocateBudget(finance.contextOf(anActor(role)), input(randomUUID())),
      ).rejects.toMatchObject({ extensions: { code: 'NOT_YOURS' } });
    }
  });

  it('refuses a year that is none', async () => {
    for (const financialYear of ['2026', '2026-28', '26-27', '']) {
      await expect(
        allocateBudget(finance.contextOf(officer), { ...input(randomUUID()), financialYear }),
      ).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    }
  });

  it('lets what was allocated be used from the first day to the last, as London has them', async () => {
    const { clock, given: later, commit: commitAt } = testClock;
    const actor = anActor();
    await later.anAllocation(actor, 100);
    const { id: outcomeId } = await later.anOutcome(actor);

    for (const [at, open] of [
      ['2026-03-31T22:59:59Z', false],
      ['2026-03-31T23:00:00Z', true],
      ['2027-03-31T22:59:59Z', true],
      ['2027-03-31T23:00:00Z', false],
    ] as const) {
      clock.now = new Date(at);
      const [answer] = await Promise.allSettled([commitAt(actor, { outcomeId, amountPence: 1 })]);

      expect(answer).toMatchObject(
        open
          ? { value: { commitment: { amountPence: 1 } } }
          : { reason: { extensions: { code: 'NO_BUDGET' } } },
      );
    }
  });
});

describe('who reaches a budget', () => {
  const BUDGET = `query ($id: ID!) { budget(id: $id) { id } }`;
  const BY_PRACTITIONER = `query ($r: [_Any!]!) {
    _entities(representations: $r) { ... on Practitioner { budget { id } } }
  }`;

  it('is the one who holds it, the manager of their team, and finance', async () => {
    const actor = anActor();
    const { id } = await given.anAllocation(actor, 1_000);
    const reach = async (viewer: typeof actor) => {
      const asked = await finance.ask(viewer, BUDGET, { id });
      const entered = await finance.ask(viewer, BY_PRACTITIONER, {
        r: [{ __typename: 'Practitioner', id: actor.id }],
      });
      expect(entered.data).toEqual({ _entities: [asked.data] });
      return asked.data?.['budget'];
    };

    for (const viewer of [
      actor,
      anActor('manager', { teamIds: actor.teamIds }),
      anActor('finance'),
    ]) {
      expect(await reach(viewer)).toEqual({ id });
    }
    for (const viewer of [
      anActor(),
      anActor('practitioner', { teamIds: actor.teamIds }),
      anActor('manager'),
      anActor('commissioner'),
      anActor('analyst'),
      anActor('privacy'),
      anActor('citizen', { personId: randomUUID() }),
    ]) {
      expect(await reach(viewer)).toBeNull();
    }
  });

  it('is answered by myBudget for everybody: null for whoever holds none', async () => {
    const actor = await given.aBudgetHolder(1_000);
    const { id: outcomeId } = await given.anOutcome(actor);
    await commit(actor, { outcomeId, amountPence: 400 });

    const MINE = '{ myBudget { financialYear availablePence committedPence practitioner { id } } }';
    expect((await finance.ask(actor, MINE)).data).toEqual({
      myBudget: {
        financialYear: '2026-27',
        availablePence: 600,
        committedPence: 400,
        practitioner: { id: actor.id },
      },
    });
    for (const viewer of [anActor(), anActor('citizen', { personId: randomUUID() })]) {
      expect(await finance.ask(viewer, MINE)).toEqual({ data: { myBudget: null } });
    }
  });

  it('is asked with an id, and with nothing else', async () => {
    const answer = await finance.ask(anActor(), BUDGET, { id: 'mine' });

    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
