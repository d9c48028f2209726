import { budgetRead } from '../budgets/budget.access.ts';

/** Whoever reaches a budget reaches its ledger. The array is read once a statement. */
export const ledgerRead = `budget_id = any (array(select id from budget))`;

/** The balance has the columns of the budget that the rule compares, so it needs no other table. */
export const balanceRead = budgetRead;
