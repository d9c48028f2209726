import type { Role } from '@connected-lives/kit/actor';
import type { Purpose } from '@connected-lives/kit/look-purpose';
import type { ServiceName } from '@connected-lives/kit/service-name';
import type { Relationship } from './look.table.ts';

/** Who it was, in the words of somebody who does not work for a council. */
const ROLE_WORDS: Readonly<Record<Role, string>> = {
  practitioner: 'Practitioner',
  manager: 'Team manager',
  duty: 'Duty worker',
  discharge: 'Hospital discharge worker',
  commissioner: 'Commissioner of services',
  finance: 'Finance officer',
  analyst: 'Analyst',
  development: 'Practice development',
  privacy: 'Privacy officer',
  citizen: 'Member of the public',
  public: 'Somebody who did not sign in',
  service: 'One of the council’s own systems',
};

const PURPOSE_WORDS: Readonly<Record<Purpose, string>> = {
  DIRECT_CARE: 'To work with the person',
  SAFEGUARDING: 'To keep somebody safe',
  URGENT: 'In an emergency',
  FINANCE: 'To see to the money',
  COMPLAINT: 'To answer a complaint',
  SUBJECT_ACCESS: 'To give somebody what is held about them',
  AUDIT: 'To check how records are used',
  PLANNING: 'To plan services',
  OWN_RECORD: 'To see the record for themself',
  COUNCIL_SYSTEM: 'To keep the council’s systems in step',
};

const RELATIONSHIP_WORDS: Readonly<Record<Relationship, string>> = {
  SELF: 'as the person the record is about',
  OWN_TEAM: 'as one of the team the person is with',
  PAYS: 'because the council pays for their support',
  ALLOCATED_WORKER: 'as the worker allocated to the person',
  CONTACT_OPEN: 'while a contact was open',
  IN_HOSPITAL: 'while the person was in hospital',
  URGENT: 'after opening the record urgently and writing down a reason',
  REPRESENTATIVE: 'with authority to act for the person',
  NAMED: 'as somebody named for this record',
};

const PART_WORDS: Readonly<Record<ServiceName, string>> = {
  people: 'Who the person is and who is around them',
  practice: 'Conversations, outcomes and strengths',
  finance: 'Money spent with the person',
};

export function roleInWords(role: Role, relationship: Relationship | null): string {
  if (relationship === 'SELF') {
    return 'The person themself';
  }
  return relationship === 'REPRESENTATIVE' ? 'Representative' : ROLE_WORDS[role];
}

/** Why: what for, and by what right as far as it is known. */
export function reasonInWords(purpose: Purpose | null, relationship: Relationship | null): string {
  if (relationship === 'REPRESENTATIVE' && purpose === 'OWN_RECORD') {
    return `To act for the person, ${RELATIONSHIP_WORDS.REPRESENTATIVE}`;
  }
  const what = purpose === null ? 'No purpose was recorded' : PURPOSE_WORDS[purpose];
  return relationship === null ? what : `${what}, ${RELATIONSHIP_WORDS[relationship]}`;
}

export function partInWords(service: ServiceName): string {
  return PART_WORDS[service];
}

const UNNAMED: Readonly<Record<string, string>> = {
  'unnamed query': 'Looked at the record',
  'unnamed mutation': 'Wrote in the record',
  'unnamed subscription': 'Followed what changed',
};

/** `TeamBoardLive` → `Team board live`. What has no name is told by its kind. */
export function operationInWords(operation: string): string {
  const unnamed = UNNAMED[operation];
  if (unnamed !== undefined) {
    return unnamed;
  }
  const words = operation
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replaceAll('_', ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
