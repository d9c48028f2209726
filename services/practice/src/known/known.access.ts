import { conversationRead } from '../conversations/conversation.access.ts';

/** Who is known follows the same reach as what is said with them; only consumers write it. */
export const knownPersonRead = conversationRead.replace('person_id', 'id');
