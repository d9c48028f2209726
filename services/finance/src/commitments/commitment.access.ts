/**
 * Who may reach a commitment: the staff of the team the person is with, the person themself, and
 * finance, which pays it. So does the practitioner whose budget it came from, also when the person
 * has moved to another team since: the money stays their responsibility.
 */
export const commitmentRead = `
  team_id = any ((select viewer_team_ids())::uuid[])
  or person_id = (select viewer_person_id())
  or practitioner_id = (select viewer_practitioner_id())
  or (select viewer_role()) = any (array['finance', 'service'])`;

/**
 * Reports sum rows for staff. The reports role has no grant on a column that names anybody; it has
 * the person's id, to count people by.
 */
export const reportsRead = `(select viewer_role()) <> all (array['citizen', 'service'])`;
export const reportsRole = 'finance_reader';
