import type { NewEvent } from '@connected-lives/kit/event-log';
import type { Strength } from './strength.entity.ts';

export function strengthNoted({ id, conversationId, personId, teamId }: Strength): NewEvent {
  return {
    kind: 'strength-noted',
    subjectId: id,
    personId,
    teamId,
    version: 1,
    payload: { conversationId },
  };
}
