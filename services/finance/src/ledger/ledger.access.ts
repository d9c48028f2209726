import { budgetRead } from '../budgets/budget.access.ts';

/**
 * Whoever reaches a budget reaches its journal and its entries. They have no column to compare that
 * could change with the budget, so the rule asks for the budgets in reach, once a statement.
 */
export const ledgerRead = `budget_id = any (array(select id from budget))`;

/** The balance has the columns that the rule of the budget compares, kept with the budget. */
export const balanceRead = budgetRead;
