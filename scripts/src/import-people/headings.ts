import { PlainError } from '../plain-error.ts';
import { DETAIL_FIELDS, DETAIL_HEADINGS, type DetailField } from './read-details.ts';

/**
 * The headings that we read: those of the Client Level Data return and, behind them, ours for what
 * the return does not ask. The others are passed over.
 */
export const HEADINGS = {
  reference: 'LA Person Unique Identifier',
  givenName: 'First Name',
  familyName: 'Last Name',
  nhsNumber: 'NHS Number',
  dateOfBirth: 'Date of Birth',
  postcode: 'Postcode',
  /** Filled in on a full return, which has a row for each event and so repeats the person. */
  eventType: 'Event Type',
  addressLine1: 'Address Line 1',
  addressLine2: 'Address Line 2',
  addressLine3: 'Address Line 3',
  addressLine4: 'Address Line 4',
  addressLine5: 'Address Line 5',
  addressLine6: 'Address Line 6',
  uprn: 'UPRN',
  addressFrom: 'Address From',
  /** Filled in where the address is protected. */
  addressKnownTo: 'Address Known To',
  telephone: 'Telephone Number',
  mobile: 'Mobile Number',
  email: 'Email Address',
} as const;
export type Field = keyof typeof HEADINGS;

const FIELDS = Object.keys(HEADINGS) as readonly Field[];

/** Where each field stands in a row. Null when the file does not have it. */
export type Columns = Readonly<Record<Field | DetailField, number | null>> & {
  readonly count: number;
};

/** Without these there is no telling who somebody is. */
const REQUIRED: readonly Field[] = ['reference', 'givenName', 'familyName', 'dateOfBirth'];

/** Reads the first row of a file. Capitals and spaces around a heading do not matter. */
export function findColumns(header: readonly string[], postcodeIsNeeded: boolean): Columns {
  const found = header.map(normalise);
  const missing = [...REQUIRED, ...(postcodeIsNeeded ? (['postcode'] as const) : [])]
    .map((field) => HEADINGS[field])
    .filter((heading) => !found.includes(normalise(heading)));
  if (missing.length > 0) {
    throw new PlainError(
      `The first line of the file has to hold the headings of Client Level Data, and ${missing.map((heading) => `“${heading}”`).join(', ')} ` +
        `${missing.length === 1 ? 'is' : 'are'} missing. Nothing was loaded.`,
    );
  }
  const repeated = [...Object.values(HEADINGS), ...Object.values(DETAIL_HEADINGS)].find(
    (heading) => found.filter((each) => each === normalise(heading)).length > 1,
  );
  if (repeated !== undefined) {
    throw new PlainError(
      `The heading “${repeated}” stands in the file twice. Take one away. Nothing was loaded.`,
    );
  }
  const placeOf = (heading: string): number | null => {
    const column = found.indexOf(normalise(heading));
    return column === -1 ? null : column;
  };
  return {
    ...placesOf(FIELDS, (field) => placeOf(HEADINGS[field])),
    ...placesOf(DETAIL_FIELDS, (field) => placeOf(DETAIL_HEADINGS[field])),
    count: header.length,
  };
}

function placesOf<F extends string>(fields: readonly F[], placeOf: (field: F) => number | null) {
  return Object.fromEntries(fields.map((field) => [field, placeOf(field)])) as Record<
    F,
    number | null
  >;
}

function normalise(heading: string): string {
  return heading.trim().toLowerCase();
}
