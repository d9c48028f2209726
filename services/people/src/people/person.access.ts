/**
 * Who may reach a person: the staff of the team the person is with, and the person themself.
 * Commissioners, analysts and finance never reach one by name. The service itself (imports, feeds)
 * is the only writer.
 */
export const personRead = `
  team_id = any ((select viewer_team_ids())::uuid[]) or id = (select viewer_person_id())`;

export const serviceWrites = `(select viewer_role()) = 'service'`;

/** Reports count rows for staff; the reports role has no grant on a column that names anybody. */
export const reportsRead = `(select viewer_role()) <> all (array['citizen', 'service'])`;
