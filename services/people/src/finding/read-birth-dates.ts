const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH = `(?:${MONTHS.join('|')})[a-z]*\\.?`;

/** How people write a day, the day before the month as in Britain. Two digits may stand for a year. */
const WRITTEN: readonly RegExp[] = [
  /(?<!\d)(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?!\d)/,
  /(?<!\d)(?<day>\d{1,2})(?<by>[-/. ])(?<month>\d{1,2})\k<by>(?<year>\d{4}|\d{2})(?!\d)/,
  new RegExp(
    `(?<!\\d)(?<day>\\d{1,2})(?:st|nd|rd|th)?[ -]*(?:of )?(?<month>${MONTH})[ ,-]*(?<year>\\d{4}|\\d{2})(?!\\d)`,
    'i',
  ),
  new RegExp(
    `(?<![a-z])(?<month>${MONTH})[ -]*(?<day>\\d{1,2})(?:st|nd|rd|th)?[ ,-]+(?<year>\\d{4}|\\d{2})(?!\\d)`,
    'i',
  ),
  /(?<!\d)(?<day>\d{2})(?<month>\d{2})(?<year>(?:18|19|20)\d{2})(?!\d)/,
];

/**
 * The first date in a text and the days it may mean, as YYYY-MM-DD; null when there is none. 5/6/47
 * is in 1947 and in 2047 alike: nobody was born on the second, so that looking for both does no harm.
 */
export function readBirthDates(text: string): { text: string; days: readonly string[] } | null {
  for (const pattern of WRITTEN) {
    const match = pattern.exec(text);
    const { year = '', month = '', day = '' } = match?.groups ?? {};
    const days = yearsOf(year).flatMap((whole) => dayOf(whole, monthOf(month), Number(day)));
    if (match !== null && days.length > 0) {
      return { text: match[0], days };
    }
  }
  return null;
}

function yearsOf(year: string): number[] {
  return year.length === 2 ? [1900 + Number(year), 2000 + Number(year)] : [Number(year)];
}

function monthOf(month: string): number {
  const named = MONTHS.indexOf(month.slice(0, 3).toLowerCase());
  return named === -1 ? Number(month) : named + 1;
}

/** Nothing for a day that is in no calendar, such as the 31st of April. */
function dayOf(year: number, month: number, day: number): string[] {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? [date.toISOString().slice(0, 10)] : [];
}
