import { defineEntity, p } from '@mikro-orm/postgresql';
import { budgetRead, ledgerRole, ledgerWrites } from './budget.access.ts';

const BudgetSchema = defineEntity({
  name: 'Budget',
  tableName: 'budget',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    practitionerId: p.uuid(),
    /** The team the practitioner is in: its manager reaches the budget. */
    teamId: p.uuid(),
    /** As the council writes it, 2026-27. */
    financialYear: p.text(),
    startsOn: p.date(),
    endsOn: p.date(),
    /** Where the scheme of delegation gives this practitioner the right to spend. */
    delegationReference: p.text(),
    version: p.integer().version().defaultRaw('1'),
  },
  uniques: [{ name: 'budget_practitioner_year', properties: ['practitionerId', 'financialYear'] }],
  checks: [{ name: 'budget_year_has_days', expression: `starts_on < ends_on` }],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'budget_read', command: 'select', using: budgetRead },
    { name: 'budget_open', command: 'insert', roles: [ledgerRole], check: ledgerWrites },
    {
      name: 'budget_change',
      command: 'update',
      roles: [ledgerRole],
      using: ledgerWrites,
      check: ledgerWrites,
    },
  ],
});

/**
 * Money that one practitioner may use in one financial year in whatever way they believe will
 * deliver outcomes. How much of it is where stands in the ledger.
 */
export class Budget extends BudgetSchema.class {}
BudgetSchema.setClass(Budget);
export { BudgetSchema };
