import { ContactWayKind } from '@connected-lives/people/contact-ways/contact-way-kind';
import { isContactValue } from '@connected-lives/people/contact-ways/contact-way-value';
import type { Field } from './headings.ts';
import type { ProblemKind, Reject } from './problems.ts';

/** One way to get in touch with somebody, as a row of a file says it. */
export interface ReadContactWay {
  readonly kind: ContactWayKind;
  readonly value: string;
}

const CONTACT_FIELDS: readonly (readonly [Field, ContactWayKind, ProblemKind])[] = [
  ['telephone', ContactWayKind.PHONE, 'not-a-telephone-number'],
  ['mobile', ContactWayKind.MOBILE, 'not-a-telephone-number'],
  ['email', ContactWayKind.EMAIL, 'not-an-email-address'],
];

/** Those that the row has. What can be no number and no e-mail address is rejected. */
export function readContactWays(
  read: (field: Field) => string | null,
  reject: Reject,
): ReadContactWay[] {
  return CONTACT_FIELDS.flatMap(([field, kind, problem]) => {
    const value = read(field);
    if (value === null || value === '') {
      return [];
    }
    return isContactValue(kind, value) ? [{ kind, value }] : (reject(field, problem) ?? []);
  });
}
