import { readPostcode } from '../addresses/postcode.ts';
import { isNhsNumber } from '../people/nhs-number.ts';
import { readBirthDates } from './read-birth-dates.ts';

/** What somebody asked for, taken apart. Null for what they said nothing of. */
export interface Search {
  readonly names: string;
  readonly nhsNumber: string | null;
  /** A year of two digits may mean two days a hundred years apart. */
  readonly born: readonly string[] | null;
  /** Capitals with one space, as the post has it. */
  readonly postcode: string | null;
}

const DIGITS_OF_TEN = /(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)/;
const POSTCODE = /(?<![\p{L}\d])[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?![\p{L}\d])/iu;

/** Takes a number, a birth date and a postcode out of the words: the rest are names. */
export function readSearch(search: string): Search {
  let names = search;
  const digits = DIGITS_OF_TEN.exec(search)?.[0];
  const nhsNumber = digits?.replaceAll(/[ -]/g, '') ?? '';
  const isNumber = digits !== undefined && isNhsNumber(nhsNumber);
  if (isNumber) {
    names = names.replace(digits, ' ');
  }
  const date = readBirthDates(names);
  if (date !== null) {
    names = names.replace(date.text, ' ');
  }
  const postcode = POSTCODE.exec(names)?.[0] ?? '';
  names = names.replace(POSTCODE, ' ');
  return {
    names,
    nhsNumber: isNumber ? nhsNumber : null,
    born: date?.days ?? null,
    postcode: readPostcode(postcode),
  };
}
