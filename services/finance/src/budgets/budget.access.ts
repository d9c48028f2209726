/**
 * Who may reach a budget: the practitioner who holds it, the manager of their team, and finance.
 * A colleague in the same team does not: how somebody uses their budget is no comparison.
 */
export const budgetRead = `
  practitioner_id = (select viewer_practitioner_id())
  or (select viewer_role()) = any (array['finance', 'service'])
  or ((select viewer_role()) = 'manager' and team_id = any ((select viewer_team_ids())::uuid[]))`;

/** Written by the ledger's functions alone, which run as the owner and check who asks. */
export const ledgerWrites = `true`;
export const ledgerRole = 'finance_owner';
