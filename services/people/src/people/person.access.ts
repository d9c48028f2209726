import { notClosed } from '@connected-lives/kit/reach';
import { personReach } from '../reach/reach.access.ts';

/**
 * Who may reach a person: the person themself, the staff of their team and whoever they are open to
 * (`reach/reach.access.ts`), and finance when it pays for something. Commissioners and analysts
 * never reach one by name.
 */
export const personRead = `
  id = (select viewer_person_id()) or ${personReach}
  or paid_for and (select viewer_role()) = 'finance' and ${notClosed('id')}`;

export const serviceWrites = `(select viewer_role()) = 'service'`;

/** Whoever registers somebody is in the team that the person is then with. */
export const teamRegisters = `team_id = any ((select viewer_team_ids())::uuid[])`;

/** Reports count rows for staff; the reports role has no grant on a column that names anybody. */
export const reportsRead = `(select viewer_role()) <> all (array['citizen', 'service'])`;
