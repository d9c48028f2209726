import type { NewEvent } from '@connected-lives/kit/event-log';
import type { CorrectionRequest } from './correction-request.entity.ts';

/** Somebody asked, or was answered. Neither what nor why. */
function correction(
  kind: 'correction-asked' | 'correction-answered',
  version: number,
  { id, personId, teamId }: CorrectionRequest,
): NewEvent {
  return { kind, subjectId: id, personId, teamId, version, payload: {} };
}

export const correctionAsked = (request: CorrectionRequest): NewEvent =>
  correction('correction-asked', 1, request);

export const correctionAnswered = (request: CorrectionRequest): NewEvent =>
  correction('correction-answered', 2, request);
