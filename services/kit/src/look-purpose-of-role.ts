import type { Role } from './actor.ts';
import type { Purpose } from './look-purpose.ts';

const STAFF: readonly [Purpose, ...Purpose[]] = [
  'DIRECT_CARE',
  'SAFEGUARDING',
  'URGENT',
  'COMPLAINT',
  'SUBJECT_ACCESS',
];

/** What each role may look for. The first is what it looks for unless it says something else. */
const OF_ROLE: Readonly<Record<Role, readonly [Purpose, ...Purpose[]]>> = {
  practitioner: STAFF,
  manager: [...STAFF, 'AUDIT'],
  duty: STAFF,
  discharge: STAFF,
  finance: ['FINANCE', 'COMPLAINT', 'SUBJECT_ACCESS', 'AUDIT'],
  commissioner: ['PLANNING', 'COMPLAINT', 'AUDIT'],
  analyst: ['PLANNING'],
  development: ['PLANNING', 'AUDIT'],
  privacy: ['AUDIT', 'COMPLAINT', 'SUBJECT_ACCESS'],
  citizen: ['OWN_RECORD'],
  // Never asked for: whoever has no token reaches nobody.
  public: ['PLANNING'],
  service: ['COUNCIL_SYSTEM'],
};

export function usualPurpose(role: Role): Purpose {
  return OF_ROLE[role][0];
}

/** The purpose behind a word such as `direct-care`, or undefined when it is none of this role's. */
export function findPurpose(word: string, role: Role): Purpose | undefined {
  const name = word.trim().toUpperCase().replaceAll('-', '_');
  return OF_ROLE[role].find((purpose) => purpose === name);
}
