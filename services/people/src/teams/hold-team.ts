import { notFound, Refusal } from '@connected-lives/kit/refusal';
import type { Transaction } from '@connected-lives/kit/transaction';
import { sql } from 'kysely';
import type { PeopleTables } from '../tables.ts';

type Writing = Pick<Transaction<PeopleTables>, 'db'>;

/** The name of the lock that whoever comes to a team shares, and whoever closes it takes alone. */
export function teamLock(id: string): string {
  return `team ${id}`;
}

/**
 * A team that people or practitioners come to. It stays open until the transaction ends, so that
 * nobody arrives while it closes. Refused with TEAM_CLOSED.
 */
export async function holdTeam(tx: Writing, id: string): Promise<{ kind: string }> {
  const team = await refuseClosedTeam(tx, id);
  if (team === undefined) {
    throw notFound('team');
  }
  return team;
}

/** The same for a team of the viewer's access token, which may name one that is not written down. */
export async function refuseClosedTeam(
  { db }: Writing,
  id: string,
): Promise<{ kind: string } | undefined> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${teamLock(id)}, 0))`.execute(db);
  const team = await db
    .selectFrom('team')
    .select(['kind', 'closedAt'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (team !== undefined && team.closedAt !== null) {
    throw new Refusal('TEAM_CLOSED', 'This team was closed. Choose another one.');
  }
  return team;
}

/** For whoever changes or closes the team: waits for everybody who holds it. */
export async function lockTeam({ db }: Writing, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${teamLock(id)}, 0))`.execute(db);
}
