import { staffReach } from '../conversations/conversation.access.ts';

/** Who is known follows the same reach as what is said with them; only consumers write it. */
export const knownPersonRead = `${staffReach} or id = (select viewer_person_id())`;
