import { isService, notClosed, staffReaches } from '@connected-lives/kit/reach';

/**
 * Who may reach a commitment: the staff who reach the person, the person themself, and finance,
 * which pays it. So does the practitioner whose budget it came from, also when the person has moved
 * to another team since: the money stays their responsibility. Nobody to whom the person is closed:
 * for a sealed record an officer of finance is named like everybody else, and pays.
 */
export const commitmentRead = `
  person_id = (select viewer_person_id())
  or ${isService}
  or ${staffReaches()}
  or ((select viewer_role()) = 'finance'
    or practitioner_id = (select viewer_practitioner_id())) and ${notClosed()}`;

/**
 * Reports sum rows for staff. The reports role has no grant on a column that names anybody; it has
 * the person's id, to count people by.
 */
export const reportsRead = `(select viewer_role()) <> all (array['citizen', 'service'])`;
export const reportsRole = 'finance_reader';
