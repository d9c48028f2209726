import type { NewEvent } from '@connected-lives/kit/event-log';
import type { Outcome } from './outcome.entity.ts';

/** Finance learns of the outcome from this, so that money can be committed for it. */
export function outcomeAgreed(outcome: Outcome): NewEvent {
  const { practitionerId, wellbeingArea, district } = outcome;
  return eventOf('outcome-agreed', outcome, { practitionerId, wellbeingArea, district });
}

export function progressRecorded(outcome: Outcome): NewEvent {
  return eventOf('progress-recorded', outcome, { achieved: outcome.achievedAt !== null });
}

function eventOf(kind: string, outcome: Outcome, payload: Record<string, unknown>): NewEvent {
  const { id, conversationId, personId, teamId, version } = outcome;
  return {
    kind,
    subjectId: id,
    personId,
    teamId,
    version,
    payload: { conversationId, ...payload },
  };
}
