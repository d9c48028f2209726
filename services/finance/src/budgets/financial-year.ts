/** The first and the last day of a council's year, 1 April to 31 March, from its name, 2026-27. */
export function daysOfFinancialYear(financialYear: string): {
  readonly startsOn: string;
  readonly endsOn: string;
} | null {
  const year = Number(/^(20\d\d)-\d\d$/.exec(financialYear)?.[1]);
  if (Number.isNaN(year) || financialYear !== `${year}-${String(year + 1).slice(2)}`) {
    return null;
  }
  return { startsOn: `${year}-04-01`, endsOn: `${year + 1}-03-31` };
}
