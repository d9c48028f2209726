import { notFound } from '@connected-lives/kit/refusal';
import type { Transaction } from '@connected-lives/kit/transaction';
import { LockMode } from '@mikro-orm/postgresql';
import { holdPerson } from '../people/hold-person.ts';
import type { PeopleTables } from '../tables.ts';
import { Relationship } from './relationship.entity.ts';

/**
 * A relationship to change, locked until the transaction ends, and its person held before it, as by
 * everybody who moves what is about the person. Out of reach is missing.
 */
export async function lockRelationship(
  tx: Transaction<PeopleTables>,
  id: string,
): Promise<Relationship> {
  const known = await tx.em.findOne(Relationship, { id });
  if (known === null) {
    throw notFound('relationship');
  }
  await holdPerson(tx, known.personId);
  return tx.em.findOneOrFail(
    Relationship,
    { id },
    {
      lockMode: LockMode.PESSIMISTIC_WRITE,
      refresh: true,
      failHandler: () => notFound('relationship'),
    },
  );
}

/**
 * The other person of a relationship. Whoever names them must reach them: otherwise the answer would
 * tell whether there is such a person.
 */
export async function requireOther(
  tx: Transaction<PeopleTables>,
  otherPersonId: string | null | undefined,
): Promise<void> {
  if (otherPersonId !== null && otherPersonId !== undefined) {
    await holdPerson(tx, otherPersonId);
  }
}
