import type { NewEvent } from '@connected-lives/kit/event-log';
import type { Passage } from './passage.entity.ts';

/** Not the words: a reader of the event asks for the passage, if it is theirs to see. */
export function passageAdded({ id, conversationId, personId, teamId }: Passage): NewEvent {
  return {
    kind: 'passage-added',
    subjectId: id,
    personId,
    teamId,
    version: 1,
    payload: { conversationId },
  };
}
