import { DISTRICTS, District, type KnownDistrict } from '@connected-lives/kit/district';
import { checkDigitOf } from '@connected-lives/people/people/nhs-number';
import { Chance } from '../demo-council/chance.ts';
import { neverIssuedNhsNumbers } from '../demo-council/nhs-numbers.ts';
import { STREETS } from '../demo-council/words/about-me.ts';
import { FAMILY_NAMES, FIRST_NAMES } from '../demo-council/words/names.ts';
import type { ProblemKind } from './problems.ts';

/** The columns of the sample: those of Client Level Data that are about a person and their event, and ours. */
const HEADER = [
  'Reporting Period Start Date',
  'Reporting Period End Date',
  'NHS Number',
  'LA Person Unique Identifier',
  'First Name',
  'Last Name',
  'GP Practice Code',
  'Gender',
  'Ethnicity',
  'Date of Birth',
  'Date of Death',
  'Client Type',
  'Primary Support Reason',
  'Postcode',
  'Accommodation Status',
  'Event Type',
  // Ours, which the return does not ask.
  'Address Line 1',
  'Address Line 2',
  'UPRN',
  'Address From',
  'Telephone Number',
  'Email Address',
] as const;
type Heading = (typeof HEADER)[number];
type Row = Record<Heading, string>;

const POSTCODES: Readonly<Record<KnownDistrict, string>> = {
  [District.BROXBOURNE]: 'EN8',
  [District.DACORUM]: 'HP2',
  [District.EAST_HERTFORDSHIRE]: 'SG13',
  [District.HERTSMERE]: 'WD6',
  [District.NORTH_HERTFORDSHIRE]: 'SG5',
  [District.ST_ALBANS]: 'AL3',
  [District.STEVENAGE]: 'SG1',
  [District.THREE_RIVERS]: 'WD3',
  [District.WATFORD]: 'WD18',
  [District.WELWYN_HATFIELD]: 'AL10',
};

/** The ways in which a row of the sample goes wrong, each with what comes of it. */
const SPOILS: readonly (readonly [ProblemKind, (row: Row, earlier: Row) => Partial<Row>])[] = [
  [
    'duplicate-reference',
    (_, earlier) => ({ 'LA Person Unique Identifier': earlier['LA Person Unique Identifier'] }),
  ],
  ['duplicate-nhs-number', (_, earlier) => ({ 'NHS Number': earlier['NHS Number'] })],
  // Written as it is, and turned into the bytes of another encoding at the end.
  ['windows-1252', () => ({ 'First Name': 'Zoë', 'Last Name': 'Harris' })],
  ['bad-check-digit', (row) => ({ 'NHS Number': withWrongCheckDigit(row['NHS Number']) })],
  ['bad-check-digit', (row) => ({ 'NHS Number': spaced(withWrongCheckDigit(row['NHS Number'])) })],
  ['not-an-nhs-number', (row) => ({ 'NHS Number': row['NHS Number'].slice(0, 9) })],
  ['not-an-nhs-number', () => ({ 'NHS Number': 'not known' })],
  ['missing-birth-date', () => ({ 'Date of Birth': '' })],
  ['impossible-date', () => ({ 'Date of Birth': '31/02/1948' })],
  ['impossible-date', () => ({ 'Date of Birth': '1961-13-04' })],
  ['impossible-date', () => ({ 'Date of Birth': '04/07/2091' })],
  ['impossible-date', () => ({ 'Date of Birth': 'about 1950' })],
  ['missing-name', () => ({ 'First Name': '  ' })],
  ['missing-name', () => ({ 'Last Name': '' })],
  ['missing-reference', () => ({ 'LA Person Unique Identifier': '' })],
  ['too-long', () => ({ 'Last Name': 'Wolstenholme-'.repeat(12) })],
  ['formula-like', () => ({ 'First Name': '=HYPERLINK("http://example.invalid")' })],
  ['formula-like', () => ({ 'Last Name': '+Harris' })],
  ['formula-like', () => ({ 'Last Name': '-Harris' })],
  ['formula-like', () => ({ 'First Name': '@SUM(A1:A9)' })],
  ['formula-like', () => ({ 'LA Person Unique Identifier': '=1+1' })],
  ['unknown-postcode', () => ({ Postcode: 'ZZ1 1ZZ' })],
  ['unknown-postcode', () => ({ Postcode: 'Letchworth' })],
  ['missing-postcode', () => ({ Postcode: '' })],
  ['address-without-lines', () => ({ 'Address Line 1': '', 'Address Line 2': '', UPRN: '1' })],
  ['not-a-uprn', () => ({ UPRN: '1.00E+11' })],
  ['not-a-uprn', () => ({ UPRN: 'not known' })],
  ['impossible-address-date', () => ({ 'Address From': '31/11/2019' })],
  ['not-a-telephone-number', () => ({ 'Telephone Number': 'at the neighbour’s' })],
  ['not-an-email-address', () => ({ 'Email Address': 'ask the daughter' })],
];

/** What is in the sample: counts that the tests hold the import to. */
export interface DirtySample {
  readonly bytes: Buffer;
  readonly rows: number;
  /** Rows that can be loaded. */
  readonly whole: number;
  /** Rows that say the same of a person as an earlier one. */
  readonly repeated: number;
  readonly problems: Readonly<Partial<Record<ProblemKind, number>>>;
}

/**
 * 200 rows as they come out of an old system: most are right, in all the ways in which a row can
 * be, and the others wrong in every way that the import knows. Nobody in it exists.
 */
export function makeDirtySample(): DirtySample {
  const chance = new Chance([1948]);
  const numbers = neverIssuedNhsNumbers(NUMBERS_FROM);
  const lines: Buffer[] = [];
  const problems: Partial<Record<ProblemKind, number>> = {};
  let whole = 0;
  let repeated = 0;
  let before: Row | undefined;
  for (let number = 1; number <= ROWS; number += 1) {
    const row = makeRow(chance, number, numbers.next().value);
    const spoil = number % 5 === 0 ? SPOILS[(number / 5 - 1) % SPOILS.length] : undefined;
    if (spoil !== undefined && before !== undefined) {
      const [problem, change] = spoil;
      problems[problem] = (problems[problem] ?? 0) + 1;
      lines.push(lineOf({ ...row, ...change(row, before) }, problem === 'windows-1252'));
    } else if (number % 50 === 3 && before !== undefined) {
      repeated += 1;
      lines.push(lineOf({ ...before, 'Event Type': 'Review' }));
    } else {
      whole += 1;
      before = row;
      lines.push(lineOf(row));
    }
  }
  // One row that has lost its commas.
  const cut = { ...makeRow(chance, ROWS + 1, numbers.next().value) };
  lines[LOST_COMMAS] = Buffer.from(`,,,${cut['LA Person Unique Identifier']}\r\n`);
  problems['wrong-number-of-cells'] = 1;
  whole -= 1;
  return {
    bytes: Buffer.concat([Buffer.from(`\uFEFF${HEADER.join(',')}\r\n`), ...lines]),
    rows: ROWS,
    whole,
    repeated,
    problems,
  };
}

const ROWS = 200;
/** Far behind the numbers of the seeded councils, so that the sample can be loaded beside them. */
const NUMBERS_FROM = 900_000;
/** A row that is right otherwise, and that no later row refers to. */
const LOST_COMMAS = 0;

function makeRow(chance: Chance, number: number, nhsNumber: string): Row {
  const district = chance.pick(DISTRICTS);
  const generation = chance.pick(FIRST_NAMES);
  const year = String(
    chance.between(generation.bornFrom === 1900 ? 1928 : generation.bornFrom, 2006),
  );
  const month = String(chance.between(1, 12)).padStart(2, '0');
  const day = String(chance.between(1, 28)).padStart(2, '0');
  return {
    'Reporting Period Start Date': '01/10/2025',
    'Reporting Period End Date': '30/09/2026',
    'NHS Number': chance.weighted([
      [nhsNumber, 6],
      [spaced(nhsNumber), 3],
    ]),
    'LA Person Unique Identifier': `P${String(700_000 + number * 7)}`,
    'First Name': chance.weighted([
      [chance.pick(generation.names), 17],
      ['José', 1],
      ['Siân', 1],
      ['Mary Ann', 1],
    ]),
    'Last Name': chance.weighted([
      [chance.pick(FAMILY_NAMES), 12],
      ['O’Hara', 1],
      ['Smith, formerly Jones', 1],
    ]),
    'GP Practice Code': `E${String(chance.between(82_000, 82_999))}`,
    Gender: chance.pick(['Male', 'Female', 'Other', 'Unknown']),
    Ethnicity: chance.pick([
      'White: English, Welsh, Scottish, Northern Irish or British',
      'Asian or Asian British: Indian',
      'Black, Black British, Caribbean or African: Caribbean',
      'No data: Undeclared or not known',
    ]),
    'Date of Birth': chance.happens(0.7) ? `${day}/${month}/${year}` : `${year}-${month}-${day}`,
    'Date of Death': '',
    'Client Type': 'Service user',
    'Primary Support Reason': 'Physical support: Access and mobility only',
    Postcode: chance.pick([
      `${POSTCODES[district]} ${String(chance.between(1, 9))}XX`,
      `${POSTCODES[district]}${String(chance.between(1, 9))}xx`,
    ]),
    'Accommodation Status': 'Owner occupier or shared ownership scheme',
    'Event Type': 'Request',
    ...makePlace(chance, number),
  };
}

type Place = 'Address Line 1' | 'Address Line 2' | 'UPRN' | 'Address From';

/** Most rows say where somebody lives; some say since when, and how to get in touch. */
function makePlace(
  chance: Chance,
  number: number,
): Pick<Row, Place | 'Telephone Number' | 'Email Address'> {
  const lives = chance.happens(0.8);
  return {
    'Address Line 1': lives ? `${String(chance.between(1, 140))} ${chance.pick(STREETS)}` : '',
    'Address Line 2': lives && chance.happens(0.3) ? 'Ground floor' : '',
    UPRN: lives && chance.happens(0.6) ? String(100_080_000_000 + number) : '',
    'Address From': lives && chance.happens(0.5) ? '01/04/2019' : '',
    'Telephone Number': chance.happens(0.5) ? `+44 1632 960${String(100 + number)}` : '',
    'Email Address': chance.happens(0.2) ? `p${String(number)}@example.invalid` : '',
  };
}

function lineOf(row: Row, inWindows1252 = false): Buffer {
  const text = `${HEADER.map((heading) => quoted(row[heading])).join(',')}\r\n`;
  return Buffer.from(text, inWindows1252 ? 'latin1' : 'utf8');
}

function quoted(cell: string): string {
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function spaced(number: string): string {
  return `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`;
}

function withWrongCheckDigit(number: string): string {
  const digits = number.replaceAll(' ', '');
  const right = checkDigitOf(digits.slice(0, 9)) ?? 0;
  return `${digits.slice(0, 9)}${String((right + 1) % 10)}`;
}
