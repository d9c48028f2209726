import { notFound } from '@connected-lives/kit/refusal';
import type { Transaction } from '@connected-lives/kit/transaction';
import { LockMode } from '@mikro-orm/postgresql';
import type { PeopleTables } from '../tables.ts';
import { Team } from './team.entity.ts';

/** A team to change, once whoever asks is known to lead. */
export async function requireTeam(
  { em }: Pick<Transaction<PeopleTables>, 'em'>,
  id: string,
): Promise<Team> {
  const team = await em.findOne(Team, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (team === null) {
    throw notFound('team');
  }
  return team;
}
