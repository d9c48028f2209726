import { loaderOne } from '@connected-lives/kit/loader';
import { sql } from 'kysely';
import type { FinanceReads } from '../tables.ts';

/** The sums of what the viewer reaches, with whose they are, so that the look is recorded. */
export function spendBy(ctx: FinanceReads, owner: 'outcomeId' | 'conversationId') {
  return loaderOne(
    (ownerIds: readonly string[]) =>
      ctx.read(`spendBy ${owner}`, ownerIds, (db, keys) =>
        db
          .selectFrom('commitment')
          .select([
            owner,
            'personId',
            sql<number>`sum(amount_pence - released_pence)`.as('committedPence'),
            sql<number>`sum(paid_pence)`.as('spentPence'),
          ])
          .where((row) => row(owner, '=', row.fn.any(row.val(keys))))
          .groupBy([owner, 'personId']),
      ),
    (spend) => spend[owner],
  );
}
