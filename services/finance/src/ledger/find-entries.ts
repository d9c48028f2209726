import {
  decodeCursor,
  isBehind,
  type Page,
  type PageArgs,
  pageOf,
} from '@connected-lives/kit/page';
import type { FinanceContext } from '../finance.context.ts';
import type { EntryRow } from './entry.loaders.ts';

/** A page of one budget's ledger, the latest line first. */
export async function findEntries(
  ctx: FinanceContext,
  budgetId: string,
  args: PageArgs,
): Promise<Page<EntryRow>> {
  const before = isBehind(args.after) ? Number(decodeCursor(args.after, ['number'])[0]) : null;
  const rows = await ctx.loaders
    .entriesByBudgetId({ before, limit: args.first + 1 })
    .load(budgetId);
  return pageOf(rows, args, (entry) => [entry.line]);
}
