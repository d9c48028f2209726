/**
 * What finance keeps of other services is only what it compares and counts by. An outcome is
 * reached by the staff of the team its person is with, and by the person themself.
 */
export const knownOutcomeRead = `
  team_id = any ((select viewer_team_ids())::uuid[])
  or person_id = (select viewer_person_id())
  or (select viewer_role()) = 'service'`;

/** Only the consumers, which are the service itself, read and write the rest. */
export const serviceOnly = `(select viewer_role()) = 'service'`;
