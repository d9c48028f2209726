import { notFound } from '@connected-lives/kit/refusal';
import type { Transaction } from '@connected-lives/kit/transaction';
import { LockMode } from '@mikro-orm/postgresql';
import { holdPerson } from '../people/hold-person.ts';
import type { PeopleTables } from '../tables.ts';
import { Allocation } from './allocation.entity.ts';

/** An allocation of somebody in reach, whose person stays with their team meanwhile. */
export async function lockAllocation(
  tx: Transaction<PeopleTables>,
  id: string,
): Promise<Allocation> {
  const known = await tx.em.findOne(Allocation, { id });
  if (known === null) {
    throw notFound('allocation');
  }
  await holdPerson(tx, known.personId);
  return tx.em.findOneOrFail(
    Allocation,
    { id },
    {
      lockMode: LockMode.PESSIMISTIC_WRITE,
      refresh: true,
      failHandler: () => notFound('allocation'),
    },
  );
}
