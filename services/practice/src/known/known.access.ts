import { staffReaches } from '@connected-lives/kit/reach';

/** Who is known follows the same reach as what is said with them; only consumers write it. */
export const knownPersonRead = `id = (select viewer_person_id()) or ${staffReaches('id')}`;
