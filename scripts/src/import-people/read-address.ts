import { readPostcode } from '@connected-lives/people/addresses/postcode';
import { readBirthDate } from './birth-date.ts';
import type { Field } from './headings.ts';
import type { Reject } from './problems.ts';

/** Where somebody lives, as a row of a file says it. */
export interface ReadAddress {
  readonly lines: readonly string[];
  readonly postcode: string | null;
  readonly uprn: string | null;
  /** YYYY-MM-DD. Null when the file does not say. */
  readonly fromOn: string | null;
  /** Ids or registration numbers of the practitioners who may know it; empty when it is not protected. */
  readonly knownTo: readonly string[];
}

const LINE_FIELDS = [
  'addressLine1',
  'addressLine2',
  'addressLine3',
  'addressLine4',
  'addressLine5',
  'addressLine6',
] as const;

/** Null when the row has no address, and for what cannot be written down, which is rejected. */
export function readAddress(
  read: (field: Field) => string | null,
  postcodeText: string | null,
  today: Date,
  reject: Reject,
): ReadAddress | null {
  const lines = LINE_FIELDS.flatMap((field) => read(field) ?? []).filter((line) => line !== '');
  const uprn = readUprn(read('uprn') ?? '', reject);
  const fromText = read('addressFrom') ?? '';
  const fromOn = fromText === '' ? null : readBirthDate(fromText, today);
  if (fromText !== '' && fromOn === null) {
    reject('addressFrom', 'impossible-address-date');
  }
  const knownTo = (read('addressKnownTo') ?? '').split(/[;\s]+/).filter((each) => each !== '');
  if (lines.length === 0) {
    const saysMore = uprn !== null || fromOn !== null || knownTo.length > 0;
    return saysMore ? reject('addressLine1', 'address-without-lines') : null;
  }
  const postcode = readPostcode(postcodeText ?? '');
  if (postcode === null && postcodeText !== '') {
    return reject('postcode', 'not-a-postcode');
  }
  return { lines, postcode, uprn, fromOn, knownTo };
}

function readUprn(text: string, reject: Reject): string | null {
  if (text === '') {
    return null;
  }
  return /^\d{1,12}$/.test(text) ? text : reject('uprn', 'not-a-uprn');
}
