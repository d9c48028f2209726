import { randomUUID } from 'node:crypto';
import type { Actor, Role } from '@connected-lives/kit/actor';
import { anActor } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { committed, testFinance } from '../finance.given.ts';
import { costPerAchievedOutcome } from './cost-per-achieved-outcome.ts';

const { clock, finance, officer, given, commit, release, pay } = testFinance();

const CELLS = `query ($cells: [_Any!]!) { _entities(representations: $cells) {
  ... on OutcomeReportCell { committedPence spentPence costPerAchievedOutcomePence }
} }`;

const cell = (given: object) => ({
  __typename: 'OutcomeReportCell',
  from: '2026-06-01',
  to: '2026-06-30',
  district: null,
  wellbeingArea: null,
  suppressed: false,
  outcomesAchieved: 3,
  ...given,
});

/** So many people, whom nothing was spent for yet. */
const people = (count: number) => Array.from({ length: count }, () => randomUUID());

/** The same money for each of the people, there and then, paid at once if told to be. */
async function spendFor(
  actor: Actor,
  personIds: readonly string[],
  amountPence: number,
  details: { at: string; district?: string; wellbeingArea?: string; paid?: boolean },
): Promise<string[]> {
  const { at, paid = false, ...where } = details;
  clock.now = new Date(at);
  const ids: string[] = [];
  for (const personId of personIds) {
    const { id: outcomeId } = await given.anOutcome(actor, { personId, ...where });
    const { commitment } = committed(await commit(actor, { outcomeId, amountPence }));
    if (paid) {
      await pay(officer, commitment.id, amountPence);
    }
    ids.push(commitment.id);
  }
  return ids;
}

async function askCells(cells: object[], role: Role = 'commissioner') {
  const answer = await finance.ask(anActor(role), CELLS, { cells });
  expect(answer.errors).toBeUndefined();
  return answer.data?.['_entities'] as unknown;
}

const measures = (
  committedPence: number | null,
  spentPence: number | null,
  cost: number | null,
) => ({
  committedPence,
  spentPence,
  costPerAchievedOutcomePence: cost,
});

describe('the measures of finance in the outcome report', () => {
  it('count what happened from the first to the last day in London, by district and area', async () => {
    const actor = await given.aBudgetHolder(100_000);
    const [watford, dacorum] = [people(5), people(5)];
    const relationships = { district: 'WATFORD', wellbeingArea: 'RELATIONSHIPS' };
    const dignity = { wellbeingArea: 'PERSONAL_DIGNITY' };
    await spendFor(actor, watford, 7, { at: '2026-05-31T22:59:59Z', ...relationships });
    const early = await spendFor(actor, watford, 1_000, {
      at: '2026-05-31T23:00:00Z',
      ...relationships,
    });
    const other = await spendFor(actor, dacorum, 500, {
      at: '2026-06-15T12:00:00Z',
      district: 'DACORUM',
      ...dignity,
    });
    await spendFor(actor, watford, 20, {
      at: '2026-06-30T22:59:59Z',
      district: 'WATFORD',
      ...dignity,
    });
    await spendFor(actor, watford, 9, { at: '2026-06-30T23:00:00Z', ...relationships });
    clock.now = new Date('2026-06-20T12:00:00Z');
    for (const id of early) {
      await release(actor, id, 100);
    }
    for (const id of other) {
      await pay(officer, id, 300);
    }
    clock.now = new Date('2026-07-20T12:00:00Z');
    for (const id of early) {
      await release(actor, id, 50);
      await pay(officer, id, 850);
    }

    const cells = [
      cell({}),
      cell({ district: 'WATFORD' }),
      cell({ wellbeingArea: 'PERSONAL_DIGNITY' }),
      cell({ district: 'DACORUM', wellbeingArea: 'PERSONAL_DIGNITY' }),
      cell({ district: 'STEVENAGE', outcomesAchieved: 0 }),
      cell({ from: '2026-07-01', to: '2026-07-31' }),
      cell({ district: 'WATFORD', suppressed: true, outcomesAchieved: null }),
    ];
    for (const role of ['commissioner', 'analyst', 'manager', 'practitioner', 'finance'] as const) {
      expect(await askCells(cells, role)).toEqual([
        measures(5 * 1_420, 5 * 300, 2_367),
        measures(5 * 920, 0, 1_533),
        measures(5 * 520, 5 * 300, 867),
        measures(5 * 500, 5 * 300, 833),
        measures(0, 0, null),
        measures(5 * (9 - 50), 5 * 850, -68),
        measures(null, null, null),
      ]);
    }
  });

  it('say nothing of fewer than five people, though a reference calls the cell shown', async () => {
    const actor = await given.aBudgetHolder(100_000);
    const dacorum = { at: '2026-08-05T12:00:00Z', district: 'DACORUM', paid: true };
    const august = { from: '2026-08-01', to: '2026-08-31' };
    const cells = [
      cell(august),
      cell({ ...august, district: 'DACORUM' }),
      cell({ ...august, wellbeingArea: 'RELATIONSHIPS' }),
      cell({ ...august, district: 'DACORUM', wellbeingArea: 'RELATIONSHIPS' }),
    ];

    await spendFor(actor, people(4), 100, dacorum);
    const withFour = await askCells(cells);
    await spendFor(actor, people(1), 100, dacorum);
    const withFive = await askCells(cells);

    expect(withFour).toEqual(cells.map(() => measures(null, null, null)));
    expect(withFive).toEqual(cells.map(() => measures(500, 500, 167)));
  });

  it('count the people behind each sum: five have help, only four of them had it paid', async () => {
    const actor = await given.aBudgetHolder(100_000);
    const at = '2026-10-05T12:00:00Z';
    await spendFor(actor, people(4), 100, { at, paid: true });
    await spendFor(actor, people(1), 100, { at });

    const october = cell({ from: '2026-10-01', to: '2026-10-31', outcomesAchieved: 5 });
    expect(await askCells([october])).toEqual([measures(500, null, 100)]);
  });

  it('count people, not commitments: who is in two cells is one person in their sum', async () => {
    const actor = await given.aBudgetHolder(100_000);
    const at = '2026-11-05T12:00:00Z';
    const four = people(4);
    const november = { from: '2026-11-01', to: '2026-11-30' };
    const cells = [cell({ ...november, district: 'WATFORD' }), cell(november)];
    for (const wellbeingArea of ['RELATIONSHIPS', 'PERSONAL_DIGNITY']) {
      await spendFor(actor, four, 100, { at, wellbeingArea, paid: true });
    }
    const withFour = await askCells(cells);
    await spendFor(actor, people(1), 100, { at, district: 'STEVENAGE', paid: true });

    expect(withFour).toEqual(cells.map(() => measures(null, null, null)));
    expect(await askCells(cells)).toEqual([measures(null, null, null), measures(900, 900, 300)]);
  });

  it('are nothing to a citizen: row-level security leaves no row to count', async () => {
    expect(await askCells([cell({})], 'citizen')).toEqual([measures(0, 0, 0)]);
  });

  it('hold more than an Int does, as a whole council’s money is', async () => {
    for (let i = 0; i < 23; i += 1) {
      clock.now = new Date('2026-09-10T12:00:00Z');
      await given.aCommitment(100_000_000);
    }

    const { data } = await finance.ask(
      anActor('commissioner'),
      `query ($cells: [_Any!]!) { _entities(representations: $cells) {
         ... on OutcomeReportCell { committedPence } } }`,
      { cells: [cell({ from: '2026-09-10', to: '2026-09-10' })] },
    );
    expect(data).toEqual({ _entities: [{ committedPence: 2_300_000_000 }] });
  });
});

describe('the cost of an achieved outcome', () => {
  it('is to the nearest penny, a half upwards', () => {
    expect(costPerAchievedOutcome({ committedPence: 25 }, 2)).toBe(13);
    expect(costPerAchievedOutcome({ committedPence: 100 }, 3)).toBe(33);
  });

  it('is unknown when nothing was achieved, or what was committed is not shown', () => {
    expect(costPerAchievedOutcome({ committedPence: null }, 3)).toBeNull();
    expect(costPerAchievedOutcome({ committedPence: 25 }, 0)).toBeNull();
    expect(costPerAchievedOutcome({ committedPence: 25 }, null)).toBeNull();
  });
});
