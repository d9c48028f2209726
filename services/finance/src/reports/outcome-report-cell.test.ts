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

const measures = (committedPence: number, spentPence: number, cost: number | null) => ({
  committedPence,
  spentPence,
  costPerAchievedOutcomePence: cost,
});

describe('the measures of finance in the outcome report', () => {
  it('count what happened from the first to the last day in London, by district and area', async () => {
    const actor = await given.aBudgetHolder(100_000);
    const spend = async (at: string, amountPence: number, district: string, area: string) => {
      clock.now = new Date(at);
      const { id } = await given.anOutcome(actor, { district, wellbeingArea: area });
      return committed(await commit(actor, { outcomeId: id, amountPence })).commitment.id;
    };
    await spend('2026-05-31T22:59:59Z', 7, 'WATFORD', 'RELATIONSHIPS');
    const early = await spend('2026-05-31T23:00:00Z', 1_000, 'WATFORD', 'RELATIONSHIPS');
    const other = await spend('2026-06-15T12:00:00Z', 500, 'DACORUM', 'PERSONAL_DIGNITY');
    await spend('2026-06-30T22:59:59Z', 20, 'WATFORD', 'PERSONAL_DIGNITY');
    await spend('2026-06-30T23:00:00Z', 9, 'WATFORD', 'RELATIONSHIPS');
    clock.now = new Date('2026-06-20T12:00:00Z');
    await release(actor, early, 100);
    await pay(officer, other, 300);
    clock.now = new Date('2026-07-20T12:00:00Z');
    await release(actor, early, 50);
    await pay(officer, early, 850);

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
      expect((await finance.ask(anActor(role), CELLS, { cells })).data).toEqual({
        _entities: [
          measures(1_420, 300, 473),
          measures(920, 0, 307),
          measures(520, 300, 173),
          measures(500, 300, 167),
          measures(0, 0, null),
          measures(9 - 50, 850, -14),
          { committedPence: null, spentPence: null, costPerAchievedOutcomePence: null },
        ],
      });
    }
  });

  it('are nothing to a citizen: row-level security leaves no row to count', async () => {
    const { data } = await finance.ask(anActor('citizen'), CELLS, { cells: [cell({})] });

    expect(data).toEqual({ _entities: [measures(0, 0, 0)] });
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

  it('is unknown when nothing was achieved', () => {
    expect(costPerAchievedOutcome({ committedPence: 25 }, 0)).toBeNull();
    expect(costPerAchievedOutcome({ committedPence: 25 }, null)).toBeNull();
  });
});
