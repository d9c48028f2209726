import type { NewEvent } from '@connected-lives/kit/event-log';
import type { Relationship } from './relationship.entity.ts';

/** Somebody was added to a person's circle, changed or left it. Never who, and never in words. */
export function circleChanged({ id, personId, teamId, version }: Relationship): NewEvent {
  return { kind: 'circle-changed', subjectId: id, personId, teamId, version, payload: {} };
}
