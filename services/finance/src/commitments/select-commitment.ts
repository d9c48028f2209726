import type { Kysely } from 'kysely';
import type { FinanceTables } from '../tables.ts';

/** The columns the graph shows of a commitment, ready to be returned as they are. */
export const COMMITMENT_COLUMNS = [
  'commitment.id',
  'commitment.budgetId',
  'commitment.outcomeId',
  'commitment.personId',
  'commitment.practitionerId',
  'commitment.amountPence',
  'commitment.what',
  'commitment.rationale',
  'commitment.releasedPence',
  'commitment.paidPence',
  'commitment.remainingPence',
  'commitment.state',
  'commitment.committedAt',
] as const;

export function selectCommitment(db: Kysely<FinanceTables>) {
  return db.selectFrom('commitment').select(COMMITMENT_COLUMNS);
}
export type CommitmentRow = Awaited<
  ReturnType<ReturnType<typeof selectCommitment>['executeTakeFirstOrThrow']>
>;
