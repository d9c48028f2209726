import type { NewEvent } from '@connected-lives/kit/event-log';
import type { CaringRole } from './caring-role.entity.ts';

/** Somebody cares for another, or no longer does. For followers: the carer, and never for whom. */
export function caringRoleChanged({ id, personId, teamId, version }: CaringRole): NewEvent {
  return { kind: 'caring-role-changed', subjectId: id, personId, teamId, version, payload: {} };
}
