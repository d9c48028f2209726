const OLDEST_YEARS = 125;

/**
 * A day of birth as YYYY-MM-DD, from DD/MM/YYYY or YYYY-MM-DD. Null for a day that there never was,
 * that is still to come, or on which nobody alive was born.
 */
export function readBirthDate(text: string, today: Date): string | null {
  const british = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:T00:00:00(?:\.000)?Z?)?$/.exec(text);
  const [day, month, year] =
    british === null ? [iso?.[3], iso?.[2], iso?.[1]] : [british[1], british[2], british[3]];
  if (day === undefined || month === undefined || year === undefined) {
    return null;
  }
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const oldest = `${String(today.getUTCFullYear() - OLDEST_YEARS)}-01-01`;
  return isDay(date) && date >= oldest && date <= today.toISOString().slice(0, 10) ? date : null;
}

/** 31 February turns into 2 or 3 March when it is read, and so betrays itself. */
function isDay(date: string): boolean {
  const read = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(date);
}
