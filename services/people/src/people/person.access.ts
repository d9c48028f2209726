import { notClosed } from '@connected-lives/kit/reach';
import { personReach } from '../reach/reach.access.ts';

/**
 * Who may reach a person: the person themself, the staff of their team and whoever they are open to
 * (`reach/reach.access.ts`), and finance when it pays for something. Commissioners and analysts
 * never reach one by name. A record that was merged into another is there for nobody. The function
 * `find_people` repeats this rule: whoever changes it changes that too.
 */
export const personRead = `
  merged_into_id is null and (
    id = (select viewer_person_id()) or ${personReach}
    or paid_for and (select viewer_role()) = 'finance' and ${notClosed('id')})`;

/** Whoever registers somebody is in the team that the person is then with. */
export const teamRegisters = `team_id = any ((select viewer_team_ids())::uuid[])`;

/** Reports count rows for staff; the reports role has no grant on a column that names anybody. */
export const reportsRead = `merged_into_id is null and (select viewer_role()) <> all (array['citizen', 'service'])`;

/** While `hand_over_person` hands somebody to another team, it sees this one person. */
export const handedOver = `id = (select handed_over_person())`;

/** While a team's people are counted for its managers, `caseloads_of_teams` sees them all. */
export const counted = `current_setting('app.counting', true) = 'people'`;
