import { budgetsById, currentBudgetsByPractitionerId } from './budgets/budget.loaders.ts';
import { commitmentsBy, commitmentsById } from './commitments/commitment.loaders.ts';
import { spendBy } from './commitments/spend.loaders.ts';
import { entriesByBudgetId } from './ledger/entry.loaders.ts';
import { spendByCell } from './reports/spend-by-cell.loaders.ts';
import type { FinanceReads } from './tables.ts';

/** One set an operation: what was read for one field is there for the next. */
export function createLoaders(ctx: FinanceReads) {
  return {
    budgetsById: budgetsById(ctx),
    currentBudgetsByPractitionerId: currentBudgetsByPractitionerId(ctx),
    commitmentsById: commitmentsById(ctx),
    commitmentsByPersonId: commitmentsBy(ctx, 'personId'),
    commitmentsByOutcomeId: commitmentsBy(ctx, 'outcomeId'),
    commitmentsByBudgetId: commitmentsBy(ctx, 'budgetId'),
    spendByOutcomeId: spendBy(ctx, 'outcomeId'),
    spendByConversationId: spendBy(ctx, 'conversationId'),
    entriesByBudgetId: entriesByBudgetId(ctx),
    spendByCell: spendByCell(ctx),
  };
}
export type FinanceLoaders = ReturnType<typeof createLoaders>;
