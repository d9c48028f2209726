import { loaderOne } from '@connected-lives/kit/loader';
import { londonDay } from '@connected-lives/kit/london-day';
import type { FinanceReads } from '../tables.ts';
import { selectBudget } from './select-budget.ts';

export function budgetsById(ctx: FinanceReads) {
  return loaderOne(
    (ids: readonly string[]) =>
      selectBudget(ctx.db)
        .where((row) => row('budget.id', '=', row.fn.any(row.val(ids))))
        .execute(),
    (budget) => budget.id,
  );
}

/** The budgets of the financial year it is now. */
export function currentBudgetsByPractitionerId(ctx: FinanceReads) {
  return loaderOne(
    (practitionerIds: readonly string[]) => {
      const today = londonDay(ctx.now());
      return selectBudget(ctx.db)
        .where((row) => row('budget.practitionerId', '=', row.fn.any(row.val(practitionerIds))))
        .where('budget.startsOn', '<=', today)
        .where('budget.endsOn', '>=', today)
        .execute();
    },
    (budget) => budget.practitionerId,
  );
}
