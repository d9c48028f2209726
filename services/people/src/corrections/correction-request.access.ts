import { KNOWS_ADDRESS } from '../addresses/address.access.ts';
import { ownRecord } from '../reach/reach.access.ts';

/** The person asks. What becomes of it is written by whoever answers. */
export const ownCorrection = `${ownRecord} and state = 'ASKED'`;

/** What somebody asks to have put right of a protected address says where they live. */
export const correctionShown = `not about_protected_address or ${ownRecord} or ${KNOWS_ADDRESS}`;
