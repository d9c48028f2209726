import type { Kysely } from 'kysely';
import type { FinanceTables } from '../tables.ts';

/** A budget with where its money is, ready to be returned as it is. */
export function selectBudget(db: Kysely<FinanceTables>) {
  return db
    .selectFrom('budget')
    .innerJoin('budgetBalance', 'budgetBalance.budgetId', 'budget.id')
    .select([
      'budget.id',
      'budget.practitionerId',
      'budget.financialYear',
      'budget.startsOn',
      'budget.endsOn',
      'budget.delegationReference',
      'budgetBalance.allocatedPence',
      'budgetBalance.availablePence',
      'budgetBalance.committedPence',
      'budgetBalance.spentPence',
    ]);
}
export type BudgetRow = Awaited<
  ReturnType<ReturnType<typeof selectBudget>['executeTakeFirstOrThrow']>
>;
