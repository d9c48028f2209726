import { notFound, Refusal } from '@connected-lives/kit/refusal';
import type { Transaction } from '@connected-lives/kit/transaction';
import type { PeopleTables } from '../tables.ts';

/** Somebody in this person's circle now, whom another record refers to. */
export async function requireInCircle(
  { db }: Pick<Transaction<PeopleTables>, 'db'>,
  personId: string,
  relationshipId: string,
) {
  const relationship = await db
    .selectFrom('relationship')
    .select(['id', 'kind', 'untilOn'])
    .where('id', '=', relationshipId)
    .where('personId', '=', personId)
    .executeTakeFirst();
  if (relationship === undefined) {
    throw notFound('relationship');
  }
  if (relationship.untilOn !== null) {
    throw new Refusal('RELATIONSHIP_ENDED', 'They are not in the circle any more.');
  }
  return relationship;
}
