import { londonDay } from './london-day.ts';
import { Refusal } from './refusal.ts';

/** Nobody known to a council was there before: a day before that is a slip of the pen. */
const YEARS_MAX = 120;

type Days = Readonly<Record<string, string | null | undefined>>;

/**
 * Refuses a day on which something is said to have happened, and which is still to come in London or
 * longer ago than anybody remembers. Nothing is asked of a day that is not said.
 *
 * @param days by the field of the input
 */
export function requireHappened(now: Date, days: Days): void {
  const to = londonDay(now);
  const from = `${String(Number(to.slice(0, 4)) - YEARS_MAX)}-01-01`;
  refuseUnless(days, (day) => day >= from && day <= to, { from, to });
}

/** The same of a day that may be long ago, such as a birthday, which others look at. */
export function requireNotToCome(now: Date, days: Days): void {
  const to = londonDay(now);
  refuseUnless(days, (day) => day <= to, { to });
}

/** Days are written YYYY-MM-DD, so that the order of the texts is that of the days. */
function refuseUnless(days: Days, fits: (day: string) => boolean, span: Span): void {
  for (const [field, day] of Object.entries(days)) {
    if (typeof day === 'string' && !fits(day)) {
      throw notWithin(field, span);
    }
  }
}

interface Span {
  readonly from?: string;
  readonly to: string;
}

/** A day on which that cannot have happened, and the days on which it can. */
export function notWithin(field: string, { from, to }: Span): Refusal {
  const days = from === undefined ? `no later than ${to}` : `from ${from} to ${to}`;
  return new Refusal('BAD_USER_INPUT', `${field} says what has happened: a day ${days}.`, {
    fields: [field],
  });
}
