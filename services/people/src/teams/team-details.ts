import { Refusal } from '@connected-lives/kit/refusal';
import type { Transaction } from '@connected-lives/kit/transaction';
import { sql } from 'kysely';
import { requirePractitioner } from '../practitioners/require-manager.ts';
import type { PeopleTables } from '../tables.ts';
import type { NeedOfTeam } from './team.entity.ts';

export type Writing = Pick<Transaction<PeopleTables>, 'db'>;

/**
 * A name that no other team has, whatever its capitals; one that was closed keeps its own, which
 * stands in the history of people. Two who name teams take turns.
 *
 * @param teamId the team that may have the name already.
 */
export async function requireFreeName(
  { db }: Writing,
  name: string,
  teamId: string | null,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('names of teams', 0))`.execute(db);
  const other = await db
    .selectFrom('team')
    .select('id')
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .where(sql<boolean>`id is distinct from ${teamId}::uuid`)
    .executeTakeFirst();
  if (other !== undefined) {
    throw new Refusal('TEAM_NAME_TAKEN', 'Another team has this name, or had it before it closed.');
  }
}

/** Whoever manages a team works for the council. They may be of another team still. */
export async function requireAtWork(tx: Writing, practitionerId: string): Promise<void> {
  const { leftOn } = await requirePractitioner(tx, practitionerId);
  if (leftOn !== null) {
    throw new Refusal('PRACTITIONER_LEAVES', 'They have left the council, or are about to.');
  }
}

/** Counted beyond the reach of whoever asks: numbers, and nobody's name. */
export async function countNeedOfTeam({ db }: Writing, teamId: string): Promise<NeedOfTeam> {
  const { rows } = await sql<NeedOfTeam>`select * from need_of_team(${teamId})`.execute(db);
  const [need] = rows;
  if (need === undefined) {
    throw new Error(`Nothing was counted for team ${teamId}.`);
  }
  return need;
}
