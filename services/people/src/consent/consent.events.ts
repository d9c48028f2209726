import type { NewEvent } from '@connected-lives/kit/event-log';
import type { Objection } from './objection.entity.ts';
import type { SharingAgreement } from './sharing-agreement.entity.ts';

/** The person agreed to share something, or withdrew that. */
export function sharingChanged({ id, personId, teamId, version }: SharingAgreement): NewEvent {
  return { kind: 'sharing-changed', subjectId: id, personId, teamId, version, payload: {} };
}

/** The person objected, or has their answer. */
export function objectionChanged({ id, personId, teamId, version }: Objection): NewEvent {
  return { kind: 'objection-changed', subjectId: id, personId, teamId, version, payload: {} };
}
