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

/** Words of a step are about whom the money was for: for those who reach the commitment. */
const wordsOf = (column: 'reason' | 'reference') =>
  sql<string | null>`case when commitment.id is not null then ${sql.ref(`journal.${column}`)} end`;

/** `limit` lines of each budget before a line, the latest first. Money moved, whoever it was for. */
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
                .leftJoin('commitment', 'commitment.id', 'journal.commitmentId')
                .select([
                  'entry.budgetId',
                  'entry.line',
                  'entry.account',
                  'entry.pence',
                  'entry.balanceAfterPence',
                  'journal.kind',
                  'journal.at',
                  'commitment.id as commitmentId',
                  wordsOf('reason').as('reason'),
                  'journal.paidOn',
                  wordsOf('reference').as('reference'),
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
