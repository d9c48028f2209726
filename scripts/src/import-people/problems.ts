import type { Field } from './headings.ts';

/**
 * What can be wrong with a row, in words for whoever puts it right. The words never say what stands
 * in a cell. `%s` is the number of another line.
 */
export const PROBLEMS = {
  'wrong-encoding':
    'These are not UTF-8 bytes. In the program that made the file, choose “CSV UTF-8”.',
  'windows-1252':
    'This cell is in Windows-1252 and not in UTF-8. In the program that made the file, choose “CSV UTF-8”.',
  'formula-like':
    'The cell begins with =, +, - or @, which spreadsheets take for a formula. Take that character away.',
  'unseen-character':
    'There is a line break, a tab or another character in this cell that nobody sees. Write it in one line, without.',
  'wrong-number-of-cells':
    'The row has more or fewer cells than the first line. Look for a comma without quotes around it.',
  'too-long': 'There is more in this cell than fits.',
  'missing-reference': 'The council’s own reference for the person is missing.',
  'missing-name': 'The name is missing.',
  'missing-birth-date': 'The date of birth is missing.',
  'impossible-date': 'This is not a day somebody can be born on. Write DD/MM/YYYY or YYYY-MM-DD.',
  'not-an-nhs-number': 'An NHS number has ten digits. Leave the cell empty if it is not known.',
  'bad-check-digit': 'The last digit does not fit the others, so one of them is wrong.',
  'missing-postcode':
    'The postcode is missing, so the district is not known. Add it, or give --district.',
  'unknown-postcode':
    'This is not a postcode of Hertfordshire, so the district is not known. Correct it, or give --district.',
  'address-without-lines':
    'Something is said of an address, but no line of it. Fill in Address Line 1, or empty the others.',
  'not-a-postcode':
    'This is not a whole postcode. Correct it, or leave it empty where there is none, as abroad.',
  'not-a-uprn':
    'A UPRN has 1 to 12 digits and nothing else. A spreadsheet may have turned it into 1.0E+11: format the column as text.',
  'impossible-address-date':
    'This is not a day since when somebody can live somewhere. Write DD/MM/YYYY or YYYY-MM-DD.',
  'unknown-practitioner':
    'Those who may know the address are not all practitioners of the council. Write ids or registration numbers, with a semicolon between them.',
  'not-a-telephone-number': 'This is not a telephone number. Write digits, and a + before them.',
  'not-an-email-address': 'This is not an e-mail address.',
  'merged-record':
    'The record with this reference has become part of another one. Write the reference of that one.',
  'duplicate-reference': 'Line %s has the same reference. Keep the row that is right.',
  'duplicate-nhs-number': 'Line %s has the same NHS number with another reference.',
  'nhs-number-taken':
    'Somebody on the record already has this NHS number with another reference. They may be the same person.',
} as const;
export type ProblemKind = keyof typeof PROBLEMS;

export interface Problem {
  /** Null when it is about the row as a whole. */
  readonly field: Field | null;
  readonly problem: ProblemKind;
}

/** Notes a problem, and answers null for what could not be read. */
export type Reject = (field: Field | null, problem: ProblemKind) => null;
