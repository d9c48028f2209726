import { staffReaches } from '@connected-lives/kit/reach';

/**
 * Who is known follows the same reach as what is said with them; only consumers write it. Nothing is
 * begun any more with a record that was merged into another.
 */
export const knownPersonRead = `merged_into_id is null and (id = (select viewer_person_id()) or ${staffReaches('id')})`;
