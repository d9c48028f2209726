/** Why somebody looks at a record. A short list, so that a person can read it. */
export const PURPOSES = [
  'DIRECT_CARE',
  'SAFEGUARDING',
  'URGENT',
  'FINANCE',
  'COMPLAINT',
  'SUBJECT_ACCESS',
  'AUDIT',
  'PLANNING',
  'OWN_RECORD',
  'COUNCIL_SYSTEM',
] as const;
export type Purpose = (typeof PURPOSES)[number];
