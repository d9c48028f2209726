import type { NewEvent } from '@connected-lives/kit/event-log';
import type { Allocation } from './allocation.entity.ts';

/** Who works with a person began, ended or weighs differently. */
export function allocationChanged(
  allocation: Pick<
    Allocation,
    'id' | 'personId' | 'teamId' | 'practitionerId' | 'untilAt' | 'version'
  >,
): NewEvent {
  const { id, personId, teamId, practitionerId, untilAt, version } = allocation;
  return {
    kind: 'allocation-changed',
    subjectId: id,
    personId,
    teamId,
    version,
    payload: { practitionerId, untilAt },
  };
}
