/**
 * The same day of the next month, or that month's last when it has no such day: 31 January becomes
 * 28 February. So the Information Commissioner counts a month (UK GDPR Article 12(3)); the weekends
 * and bank holidays that would lengthen it are left out, which is never too late.
 */
export function oneMonthAfter(day: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const lastOfNextMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(date, lastOfNextMonth)))
    .toISOString()
    .slice(0, 10);
}
