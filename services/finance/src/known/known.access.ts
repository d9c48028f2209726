import { isService, staffReaches } from '@connected-lives/kit/reach';

/**
 * What finance keeps of other services is only what it compares and counts by. An outcome is
 * reached by the staff who reach its person, and by the person themself.
 */
export const knownOutcomeRead = `
  person_id = (select viewer_person_id())
  or ${isService}
  or ${staffReaches()}`;
