import {
  decodeCursor,
  isBehind,
  type Page,
  type PageArgs,
  pageOf,
} from '@connected-lives/kit/page';
import { Refusal } from '@connected-lives/kit/refusal';
import type { FinanceContext } from '../finance.context.ts';
import type { EntryRow } from './entry.loaders.ts';

/** A page of one budget's ledger, the latest line first. */
export async function findEntries(
  ctx: FinanceContext,
  budgetId: string,
  args: PageArgs,
): Promise<Page<EntryRow>> {
  const before = isBehind(args.after) ? lineOf(args.after) : null;
  const rows = await ctx.loaders
    .entriesByBudgetId({ before, limit: args.first + 1 })
    .load(budgetId);
  return pageOf(rows, args, (entry) => [entry.line]);
}

function lineOf(cursor: string): number {
  const line = Number(decodeCursor(cursor, 1)[0]);
  if (!Number.isInteger(line) || line < 1 || line > 2 ** 31) {
    throw new Refusal(
      'BAD_CURSOR',
      'This cursor is not one of ours. Ask for the first page again.',
    );
  }
  return line;
}
