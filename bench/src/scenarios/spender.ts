import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { viewerSetting } from '@connected-lives/kit/viewer';
import { PlainError } from '@connected-lives/scripts/plain-error';
import pg from 'pg';
import { aPractitioner, type Bench, rowsOf } from './scenario.ts';

/** Somebody with a budget, and an outcome they may commit money for. */
export interface Spender {
  readonly actor: Actor;
  readonly outcomeId: string;
}

/** £100,000: more pennies than any run has time to commit. */
const ALLOCATED_PENCE = 10_000_000;

/** Every practitioner whose team has agreed an outcome with somebody. */
export async function findSpenders(bench: Bench): Promise<Spender[]> {
  const outcomes = await rowsOf<{ teamId: string; ids: string[] }>(
    bench,
    'finance',
    `select team_id as "teamId", (array_agg(id order by id))[1:1000] as ids
     from known_outcome group by team_id`,
  );
  const outcomesOf = new Map(outcomes.map(({ teamId, ids }) => [teamId, ids]));
  const practitioners = await rowsOf<{ id: string; teamId: string }>(
    bench,
    'people',
    'select id, team_id as "teamId" from practitioner order by id',
  );
  const spenders = practitioners.flatMap(({ id, teamId }, i) => {
    const ids = outcomesOf.get(teamId) ?? [];
    const outcomeId = ids[i % ids.length];
    return outcomeId === undefined ? [] : [{ actor: aPractitioner(teamId, id), outcomeId }];
  });
  if (spenders.length === 0) {
    throw new PlainError('No team here has agreed an outcome, so there is nothing to spend on.');
  }
  return spenders;
}

/** Gives each of them enough for the whole run, this financial year, in one of the copies. */
export async function allocate(url: string, spenders: readonly Spender[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const year = financialYear(new Date());
    const finance = viewerSetting({
      id: randomUUID(),
      role: 'finance',
      name: 'The bench',
      teamIds: [],
      practitionerId: null,
      personId: null,
    });
    await client.query('begin');
    for (const { actor } of spenders) {
      await client.query(
        'select allocate_budget($1, $2, $2, now(), $3, $4, $5, $6, $7, $8, $9) as answer',
        [
          finance,
          `bench ${actor.id}`,
          actor.id,
          actor.teamIds[0],
          year.name,
          year.startsOn,
          year.endsOn,
          ALLOCATED_PENCE,
          'The bench',
        ],
      );
    }
    await client.query('commit');
  } finally {
    await client.end();
  }
}

function financialYear(now: Date): { name: string; startsOn: string; endsOn: string } {
  const year = now.getMonth() >= 3 ? now.getFullYear() : now.getFullYear() - 1;
  return {
    name: `${String(year)}-${String(year + 1).slice(2)}`,
    startsOn: `${String(year)}-04-01`,
    endsOn: `${String(year + 1)}-03-31`,
  };
}
