import { findDemoPerson } from '../demo-people.ts';
import {
  DAY_MS,
  FINANCIAL_YEARS,
  type FinancialYear,
  TODAY,
  dayOf,
  financialYearOf,
  soonest,
} from './calendar.ts';
import type { Chance } from './chance.ts';
import { Purse } from './purse.ts';
import type { BudgetBalanceRow, BudgetRow, CommitmentRow, EntryRow, JournalRow } from './rows.ts';
import type { SpendingWish } from './make-outcome.ts';
import type { Tier } from './tiers.ts';
import type { PractitionerRow } from './workforce-rows.ts';

/** The budgets of a team and every penny's way through them. */
export interface Ledger {
  readonly budgets: readonly BudgetRow[];
  readonly balances: readonly BudgetBalanceRow[];
  readonly commitments: readonly CommitmentRow[];
  readonly journal: readonly JournalRow[];
  readonly entries: readonly EntryRow[];
}

const RELEASE_REASONS = [
  'It cost less than we thought.',
  'The family wanted to do it themselves.',
  'A neighbour had one to give.',
  'Not needed any more: it is going well without.',
  'The provider could not start, so we chose something else.',
  'The rest is not needed.',
];

/** Who gives budgets out and pays invoices. */
const FINANCE_OFFICER_ID = findDemoPerson('finance')?.actor.id ?? '';

export function makeLedger(
  chance: Chance,
  tier: Tier,
  staff: readonly PractitionerRow[],
  wishes: readonly SpendingWish[],
): Ledger {
  const purses = staff.flatMap((practitioner) =>
    FINANCIAL_YEARS.map((year) => openPurse(chance, tier, practitioner, year)),
  );
  const byHolder = new Map(
    purses.map((purse) => [
      holderKey(purse.budget.practitionerId, purse.budget.financialYear),
      purse,
    ]),
  );
  for (const wish of wishes) {
    const year = financialYearOf(wish.at).name;
    const purse = byHolder.get(holderKey(wish.outcome.practitionerId, year));
    if (purse === undefined) {
      throw new Error('Everybody who works with people holds a budget.');
    }
    plan(chance, purse, wish);
  }
  for (const purse of purses) {
    purse.settle(chance);
  }
  return {
    budgets: purses.map(({ budget }) => budget),
    balances: purses.map((purse) => purse.balance()),
    commitments: purses.flatMap((purse) => purse.commitments()),
    journal: purses.flatMap(({ journal }) => journal),
    entries: purses.flatMap(({ entries }) => entries),
  };
}

/** What differs by practitioner is how much. Some get more in the course of the year. */
function openPurse(
  chance: Chance,
  { budgetPounds: { from, to } }: Tier,
  { id: practitionerId, teamId }: PractitionerRow,
  { name, startsOn, endsOn }: FinancialYear,
): Purse {
  // A year that has not begun is allocated ahead.
  const opening = soonest(openingOf(startsOn), new Date(TODAY.getTime() - DAY_MS));
  const opensAt = chance.workingMomentAfter(opening, 0, TODAY);
  const inFiveHundreds = (pounds: number): number => Math.round(pounds / 500);
  const allocation = chance.between(inFiveHundreds(from), inFiveHundreds(to)) * 50_000;
  const extra = chance.happens(0.4) ? chance.between(2, 8) * 50_000 : 0;
  const purse = new Purse({
    id: chance.uuidAt(opensAt),
    practitionerId,
    teamId,
    financialYear: name,
    startsOn,
    endsOn,
    delegationReference: `ASC/Delegation/${name}/${String(chance.between(1_000, 9_999))}`,
    version: extra === 0 ? 1 : 2,
  });
  const actorId = FINANCE_OFFICER_ID;
  purse.plan({ kind: 'BUDGET_ALLOCATED', pence: allocation, at: opening, actorId });
  if (extra > 0) {
    const at = chance.workingMomentAfter(opensAt, chance.between(60, 180), TODAY);
    purse.plan({ kind: 'BUDGET_ALLOCATED', pence: extra, at, actorId });
  }
  return purse;
}

/** Money committed, and what becomes of it: paid in one or two parts, released, or still held. */
function plan(chance: Chance, purse: Purse, wish: SpendingWish): void {
  const { amountPence, at, outcome } = wish;
  const commitment = purse.wish(chance.uuidAt(at), wish);
  const half = Math.floor(amountPence / 2);
  const most = Math.floor((amountPence * chance.between(70, 97)) / 100);
  const [paid, released] = chance.weighted<readonly [readonly number[], number]>([
    [[[amountPence], 0], 55],
    [[[half, amountPence - half], 0], 15],
    [[[most], amountPence - most], 13],
    [[[], amountPence], 5],
    [[[], 0], 12],
  ]);
  let then = at;
  const later = (from: number, to: number): Date => {
    const days = chance.between(from, to);
    const earliest = new Date(then.getTime() + days * DAY_MS);
    then = earliest < TODAY ? chance.workingMomentAfter(then, days, TODAY) : earliest;
    return then;
  };
  for (const pence of paid) {
    const paidAt = later(4, 40);
    const reference = `INV-${String(chance.between(100_000, 999_999))}`;
    const actorId = FINANCE_OFFICER_ID;
    const payment = { kind: 'PAYMENT_RECORDED', pence, at: paidAt, actorId, commitment } as const;
    purse.plan({ ...payment, paidOn: dayOf(paidAt), reference });
  }
  if (released > 0) {
    purse.plan({
      kind: 'COMMITMENT_RELEASED',
      pence: released,
      at: later(2, 30),
      actorId: outcome.practitionerId,
      commitment,
      reason: chance.pick(RELEASE_REASONS),
    });
  }
}

/** Money is there from the first minute of the year. */
function openingOf(startsOn: string): Date {
  return new Date(new Date(`${startsOn}T00:00:00Z`).getTime() - 3_600_000);
}

function holderKey(practitionerId: string, year: string): string {
  return `${practitionerId} ${year}`;
}
