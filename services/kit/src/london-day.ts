const LONDON = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short' });

/** The day in London at an instant, as YYYY-MM-DD. */
export function londonDay(at: Date): string {
  return LONDON.format(at);
}
