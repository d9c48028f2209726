import { loaderMany, loadersBy } from '@connected-lives/kit/loader';
import { sql } from 'kysely';
import type { FinanceReads } from '../tables.ts';
import type { Entry, Journal } from './ledger.tables.ts';

/** One line of a budget's ledger with the step it belongs to. */
export type EntryRow = Pick<
  Entry & Journal,
  | 'budgetId'
  | 'line'
  | 'account'
  | 'pence'
  | 'balanceAfterPence'
  | 'kind'
  | 'at'
  | 'commitmentId'
  | 'reason'
  | 'paidOn'
  | 'reference'
>;

/** `limit` lines of each budget before a line, the latest first. */
export function entriesByBudgetId(ctx: FinanceReads) {
  return loadersBy(({ before, limit }: { before: number | null; limit: number }) =>
    loaderMany(
      (budgetIds: readonly string[]): Promise<EntryRow[]> =>
        ctx.db
          .selectFrom(
            sql<{ budgetId: string }>`unnest(${budgetIds}::uuid[])`.as<'wanted'>(
              sql`wanted(budget_id)`,
            ),
          )
          .innerJoinLateral(
            (from) => {
              const entries = from
                .selectFrom('entry')
                .innerJoin('journal', 'journal.id', 'entry.journalId')
                .select([
                  'entry.budgetId',
                  'entry.line',
                  'entry.account',
                  'entry.pence',
                  'entry.balanceAfterPence',
                  'journal.kind',
                  'journal.at',
                  'journal.commitmentId',
                  'journal.reason',
                  'journal.paidOn',
                  'journal.reference',
                ])
                .whereRef('entry.budgetId', '=', 'wanted.budgetId')
                .orderBy('entry.line', 'desc')
                .limit(limit);
              return (before === null ? entries : entries.where('entry.line', '<', before)).as(
                'page',
              );
            },
            (join) => join.onTrue(),
          )
          .selectAll('page')
          .orderBy('page.line', 'desc')
          .execute(),
      (entry) => entry.budgetId,
    ),
  );
}
