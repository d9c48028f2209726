/** The day on which the made-up council stands still: nothing in it is later. */
export const TODAY = new Date('2026-11-22T09:00:00Z');

/** The first conversation is opened on or after this instant: midnight in London on 1 April 2025. */
export const FIRST_DAY = new Date('2025-03-31T23:00:00Z');

export const DAY_MS = 86_400_000;

/** A financial year, which begins on 1 April. */
export interface FinancialYear {
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

/**
 * The years with budgets: last year, this year, and a few ahead, so that whoever starts the demo
 * later than the day it stands still on has money to commit all the same.
 */
export const FINANCIAL_YEARS: readonly FinancialYear[] = [2025, 2026, 2027, 2028, 2029, 2030].map(
  (year) => ({
    name: `${year}-${String((year + 1) % 100)}`,
    startsOn: `${year}-04-01`,
    endsOn: `${year + 1}-03-31`,
  }),
);

const london = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });

/** The day in London at an instant, such as 2026-11-22. */
export function dayOf(at: Date): string {
  return london.format(at);
}

/** The year whose budget pays for what is committed at an instant. */
export function financialYearOf(at: Date): FinancialYear {
  const day = dayOf(at);
  const year = FINANCIAL_YEARS.find(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn);
  if (year === undefined) {
    throw new Error(`No budget was made for ${day}.`);
  }
  return year;
}

export function minutesAfter(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * 60_000);
}

export function soonest(a: Date, b: Date): Date {
  return a < b ? a : b;
}
