import type { Actor } from '@connected-lives/kit/actor';
import { notFound, Refusal } from '@connected-lives/kit/refusal';
import type { Transaction } from '@connected-lives/kit/transaction';
import type { PeopleTables } from '../tables.ts';

/** For what the managers of a team decide about its staff and its people. */
export function requireManager(actor: Actor): void {
  if (actor.role !== 'manager') {
    throw new Refusal('NOT_YOURS', 'This is for the managers of the team to do.');
  }
}

/** A practitioner of one of the viewer's teams, as their manager sees them. */
export async function requireOwnStaff(
  tx: Pick<Transaction<PeopleTables>, 'db'>,
  { teamIds }: Actor,
  id: string,
) {
  const practitioner = await requirePractitioner(tx, id);
  if (!teamIds.includes(practitioner.teamId)) {
    throw new Refusal('NOT_YOURS', 'They are in a team that you do not manage.');
  }
  return practitioner;
}

export async function requirePractitioner(
  { db }: Pick<Transaction<PeopleTables>, 'db'>,
  id: string,
) {
  const practitioner = await db
    .selectFrom('practitioner')
    .select(['id', 'teamId', 'leftOn'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (practitioner === undefined) {
    throw notFound('practitioner');
  }
  return practitioner;
}
