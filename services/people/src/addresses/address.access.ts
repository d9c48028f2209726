import { notClosed } from '@connected-lives/kit/reach';
import { ownRecord, practising } from '../reach/reach.access.ts';

/**
 * Who may know an address that is protected: practitioners who are named for the person. Not the
 * team, not an urgent opening, not finance and not the privacy officer. The person knows their own.
 */
export const KNOWS_ADDRESS =
  `${practising} and person_id = any ((select viewer_known_addresses())::uuid[]) ` +
  `and ${notClosed()}`;

/**
 * The same for how to get in touch with somebody: a number leads to where they are. For who may not
 * know it there is none, once the address is protected, whatever else they reach.
 */
export const unlessKeptApart = `not address_is_protected(person_id) or ${ownRecord} or ${KNOWS_ADDRESS}`;

/**
 * Who may name somebody: those who are named already or, where nobody is yet, whoever works with
 * the person and so knows the address anyway.
 */
export const viewerWrites =
  `${practising} and (person_id = any ((select viewer_known_addresses())::uuid[]) ` +
  `or not address_is_protected(person_id)) ` +
  `and exists (select from person where person.id = person_id)`;

/** Finance sends letters about what it pays for, and reaches a person for no other reason. */
export const paidForRead =
  `(select viewer_role()) = 'finance' ` +
  `and exists (select from person where person.id = person_id and person.paid_for)`;
