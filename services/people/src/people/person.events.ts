import type { NewEvent } from '@connected-lives/kit/event-log';

interface PersonAsTold {
  readonly id: string;
  readonly teamId: string;
  readonly district: string;
  readonly version: number;
}

/** Somebody new: the other services learn that they exist, with which team and where. */
export function personRegistered({ id, teamId, version, district }: PersonAsTold): NewEvent {
  const payload = { district };
  return { kind: 'person-registered', subjectId: id, personId: id, teamId, version, payload };
}

/** They are with another team or live in another district. */
export function personChanged(person: PersonAsTold): NewEvent {
  return { ...personRegistered(person), kind: 'person-changed' };
}

/** Something else of the record changed. What it was is for whoever reaches the person to read. */
export function recordChanged(
  kind:
    | 'details-changed'
    | 'codes-recorded'
    | 'address-changed'
    | 'contact-ways-changed'
    | 'about-me-written',
  { id, teamId, version }: Omit<PersonAsTold, 'district'>,
): NewEvent {
  return { kind, subjectId: id, personId: id, teamId, version, payload: {} };
}
