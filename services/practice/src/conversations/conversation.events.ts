import type { NewEvent } from '@connected-lives/kit/event-log';
import type { Conversation } from './conversation.entity.ts';

/** What an event says of a conversation. The board of the team follows `teamId`. */
type Subject = Pick<Conversation, 'id' | 'personId' | 'teamId' | 'version'>;

export function conversationOpened(conversation: Conversation): NewEvent {
  const { stage, practitionerId } = conversation;
  return eventOf('conversation-opened', conversation, { stage, practitionerId });
}

export function conversationCompleted(conversation: Conversation): NewEvent {
  return eventOf('conversation-completed', conversation, {});
}

/**
 * The person is with another team now. Told once to each of the two teams, so that the card leaves
 * one board and appears on the other.
 */
export function conversationMoved(conversation: Subject): NewEvent {
  return eventOf('conversation-moved', conversation, {});
}

/** Money for one of its outcomes was committed, released or paid: finance said so. */
export function helpMoved(conversation: Subject, outcomeId: string): NewEvent {
  return eventOf('help-moved', conversation, { outcomeId });
}

function eventOf(
  kind: string,
  { id, personId, teamId, version }: Subject,
  payload: Record<string, unknown>,
): NewEvent {
  return {
    kind,
    subjectId: id,
    personId,
    teamId,
    version,
    payload: { conversationId: id, ...payload },
  };
}
