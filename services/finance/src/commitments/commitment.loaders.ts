import { loaderMany, loaderOne, loadersBy } from '@connected-lives/kit/loader';
import { sql } from 'kysely';
import type { FinanceReads } from '../tables.ts';
import { COMMITMENT_COLUMNS, type CommitmentRow, selectCommitment } from './select-commitment.ts';

export function commitmentsById(ctx: FinanceReads) {
  return loaderOne(
    (ids: readonly string[]) =>
      ctx.read('commitmentsById', ids, (db, keys) =>
        selectCommitment(db).where((row) => row('commitment.id', '=', row.fn.any(row.val(keys)))),
      ),
    (commitment) => commitment.id,
  );
}

/** Whose commitments a list is of. */
type Owner = 'personId' | 'outcomeId' | 'budgetId';

/** `limit` commitments of each owner behind a place in the list, the latest first. */
export interface CommitmentSlice {
  readonly before: { readonly committedAt: string; readonly id: string } | null;
  readonly limit: number;
}

export function commitmentsBy(ctx: FinanceReads, owner: Owner) {
  return loadersBy(({ before, limit }: CommitmentSlice) =>
    loaderMany(
      (ownerIds: readonly string[]): Promise<CommitmentRow[]> =>
        ctx.read(before === null ? `commitmentsBy ${owner} ${limit}` : null, ownerIds, (db, keys) =>
          db
            .selectFrom(
              sql<{ ownerId: string }>`unnest(${keys}::uuid[])`.as<'wanted'>(sql`wanted(owner_id)`),
            )
            .innerJoinLateral(
              (from) => {
                const commitments = from
                  .selectFrom('commitment')
                  .select(COMMITMENT_COLUMNS)
                  .whereRef(`commitment.${owner}`, '=', 'wanted.ownerId')
                  .orderBy('commitment.committedAt', 'desc')
                  .orderBy('commitment.id', 'desc')
                  .limit(limit);
                return (
                  before === null
                    ? commitments
                    : commitments.where(
                        sql<boolean>`(committed_at, id) < (${before.committedAt}::timestamptz, ${before.id}::uuid)`,
                      )
                ).as('page');
              },
              (join) => join.onTrue(),
            )
            .selectAll('page')
            .orderBy('page.committedAt', 'desc')
            .orderBy('page.id', 'desc'),
        ),
      (commitment) => commitment[owner],
    ),
  );
}
export type CommitmentsBy = ReturnType<typeof commitmentsBy>;
