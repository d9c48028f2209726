import type { District } from '@connected-lives/kit/district';
import { LINE_LENGTH_MAX } from '@connected-lives/people/addresses/address.entity';
import { districtOfPostcode } from '@connected-lives/people/addresses/district-of-postcode';
import { VALUE_LENGTH_MAX } from '@connected-lives/people/contact-ways/contact-way.entity';
import { isNhsNumber } from '@connected-lives/people/people/nhs-number';
import { readBirthDate } from './birth-date.ts';
import type { Columns, Field } from './headings.ts';
import type { Problem, Reject } from './problems.ts';
import { readAddress, type ReadAddress } from './read-address.ts';
import { type ReadContactWay, readContactWays } from './read-contact-ways.ts';
import { DIALLED_FORMULA, FORMULA, readCell } from './read-cell.ts';
import { type Details, readDetails } from './read-details.ts';

/** One row of a file: a person, or what is wrong with it. */
export interface ReadRow {
  /** The council's own reference. Null when it is missing or cannot be shown safely. */
  readonly reference: string | null;
  /** Null when there is a problem: nothing of a rejected person is kept. */
  readonly person: ReadPerson | null;
  readonly problems: readonly Problem[];
}

export interface ReadPerson {
  readonly givenName: string;
  readonly familyName: string;
  readonly nhsNumber: string | null;
  /** YYYY-MM-DD. */
  readonly dateOfBirth: string;
  readonly district: District;
  /** Their home. Null when the file does not say it. */
  readonly address: ReadAddress | null;
  readonly contactWays: readonly ReadContactWay[];
  /** The row is one event of perhaps many, as in a full return. */
  readonly isEvent: boolean;
  readonly details: Details;
  /** Cells with no code and no day in them that could be written down. */
  readonly leftOut: number;
}

export interface ReadingRules {
  readonly columns: Columns;
  /** For those whose postcode does not tell. */
  readonly otherwiseIn: District | null;
  readonly today: Date;
}

const DETAIL_LENGTH_MAX = 200;

const LENGTH_MAX: Readonly<Record<Field, number>> = {
  reference: 50,
  givenName: 100,
  familyName: 100,
  nhsNumber: 20,
  dateOfBirth: 30,
  postcode: 20,
  eventType: 100,
  addressLine1: LINE_LENGTH_MAX,
  addressLine2: LINE_LENGTH_MAX,
  addressLine3: LINE_LENGTH_MAX,
  addressLine4: LINE_LENGTH_MAX,
  addressLine5: LINE_LENGTH_MAX,
  addressLine6: LINE_LENGTH_MAX,
  uprn: 20,
  addressFrom: 30,
  addressKnownTo: 1_000,
  telephone: VALUE_LENGTH_MAX,
  mobile: VALUE_LENGTH_MAX,
  email: VALUE_LENGTH_MAX,
};

/** A number may begin with a plus, as in +44, which is no formula. */
const DIALLED: readonly Field[] = ['telephone', 'mobile'];

/** Reads the bytes of one row, and finds all that is wrong with it at once. */
export function readRow(cells: readonly Uint8Array[], rules: ReadingRules): ReadRow {
  const problems: Problem[] = [];
  const reject: Reject = (field, problem) => {
    problems.push({ field, problem });
    return null;
  };
  const { columns } = rules;
  const read = (field: Field): string | null => {
    const bytes = cells[columns[field] ?? -1];
    const { text, problem } = readCell(
      bytes ?? new Uint8Array(),
      LENGTH_MAX[field],
      DIALLED.includes(field) ? DIALLED_FORMULA : FORMULA,
    );
    return problem === null ? text : reject(field, problem);
  };

  if (cells.length !== columns.count) {
    // Nor is there any telling whether the cell in the place of the reference is one.
    reject(null, 'wrong-number-of-cells');
    return { reference: null, person: null, problems };
  }
  const reference = read('reference');
  if (reference === '') {
    reject('reference', 'missing-reference');
  }
  const name = (field: 'givenName' | 'familyName'): string | null => {
    const text = read(field);
    return text === '' ? reject(field, 'missing-name') : text;
  };
  const givenName = name('givenName');
  const familyName = name('familyName');
  const nhsNumber = readNhsNumber(read('nhsNumber'), reject);
  const dateOfBirth = readDateOfBirth(read('dateOfBirth'), rules.today, reject);
  const postcode = read('postcode');
  const district = readDistrict(postcode, rules.otherwiseIn, reject);
  // What is no postcode of the county has been rejected already.
  const address = readAddress(read, district === null ? '' : postcode, rules.today, reject);
  const contactWays = readContactWays(read, reject);
  const isEvent = (read('eventType') ?? '') !== '';

  const isWhole =
    problems.length === 0 &&
    givenName !== null &&
    familyName !== null &&
    dateOfBirth !== null &&
    district !== null;
  return {
    reference: reference === '' ? null : reference,
    person: isWhole
      ? {
          givenName,
          familyName,
          nhsNumber,
          dateOfBirth,
          district,
          address,
          contactWays,
          isEvent,
          ...readDetails((field) => detail(cells[columns[field] ?? -1]), rules.today),
        }
      : null,
    problems,
  };
}

/** Null for what cannot be read. Nobody is rejected for it. */
function detail(bytes: Uint8Array | undefined): string | null {
  return readCell(bytes ?? new Uint8Array(), DETAIL_LENGTH_MAX).text;
}

/** Not known is allowed; a wrong one is not. Null for both, and for what could not be read. */
function readNhsNumber(text: string | null, reject: Reject): string | null {
  const digits = text?.replaceAll(/[\s-]/g, '') ?? '';
  if (digits === '') {
    return null;
  }
  if (!/^\d{10}$/.test(digits)) {
    return reject('nhsNumber', 'not-an-nhs-number');
  }
  return isNhsNumber(digits) ? digits : reject('nhsNumber', 'bad-check-digit');
}

function readDateOfBirth(text: string | null, today: Date, reject: Reject): string | null {
  if (text === null) {
    return null;
  }
  return text === ''
    ? reject('dateOfBirth', 'missing-birth-date')
    : (readBirthDate(text, today) ?? reject('dateOfBirth', 'impossible-date'));
}

function readDistrict(
  text: string | null,
  otherwise: District | null,
  reject: Reject,
): District | null {
  if (text === null) {
    return null;
  }
  const problem = text === '' ? 'missing-postcode' : 'unknown-postcode';
  return districtOfPostcode(text) ?? otherwise ?? reject('postcode', problem);
}
