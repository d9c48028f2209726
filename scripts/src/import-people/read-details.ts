import { findCode } from '@connected-lives/people/people/codes/read-code';
import type { StatutoryCode } from '@connected-lives/people/people/codes/release-2.codes';
import { readBirthDate } from './birth-date.ts';

/** What the return says of a person besides who they are, under its headings. None is needed. */
export const DETAIL_HEADINGS = {
  gpPracticeCode: 'GP Practice Code',
  dateOfDeath: 'Date of Death',
  gender: 'Gender',
  ethnicity: 'Ethnicity',
  primarySupportReason: 'Primary Support Reason',
  accommodationStatus: 'Accommodation Status',
  employmentStatus: 'Employment Status',
  hasUnpaidCarer: 'Has Unpaid Carer',
  autism: 'Autism Spectrum Disorder (ASD)',
  visualImpairment: 'Visual Impairment',
  hearingImpairment: 'Hearing Impairment',
  dementia: 'Dementia',
} as const satisfies Partial<Record<StatutoryCode, string>> & Record<string, string>;
export type DetailField = keyof typeof DETAIL_HEADINGS;
export const DETAIL_FIELDS = Object.keys(DETAIL_HEADINGS) as readonly DetailField[];

export type Details = Readonly<Partial<Record<DetailField, string>>>;

/**
 * The details of one row, and how many cells of it say what cannot be written down: no code of the
 * return, no day. Those are left out, because nobody is turned away for a code.
 */
export function readDetails(
  textOf: (field: DetailField) => string | null,
  today: Date,
): { readonly details: Details; readonly leftOut: number } {
  const details: Partial<Record<DetailField, string>> = {};
  let leftOut = 0;
  for (const field of DETAIL_FIELDS) {
    const text = textOf(field);
    if (text === '') {
      continue;
    }
    const value = text === null ? null : readDetail(field, text, today);
    if (value === null) {
      leftOut += 1;
    } else {
      details[field] = value;
    }
  }
  return { details, leftOut };
}

function readDetail(field: DetailField, text: string, today: Date): string | null {
  if (field === 'gpPracticeCode') {
    return text;
  }
  return field === 'dateOfDeath' ? readBirthDate(text, today) : findCode(field, text);
}
