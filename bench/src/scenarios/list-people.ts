import { PlainError } from '@connected-lives/scripts/plain-error';
import { interleave } from '../measure/interleave.ts';
import { throughputFigures, throughputTable } from './compare-throughput.ts';
import { LIST_LENGTH, LIST_PEOPLE } from './list-people.query.ts';
import { readContenders } from './read-contenders.ts';
import { aPractitioner, type Bench, type Finding, rowsOf } from './scenario.ts';

/** A hundred people at once, for the staff of every team that has so many. */
export async function benchListPeople(bench: Bench): Promise<Finding[]> {
  const teams = await rowsOf<{ teamId: string }>(
    bench,
    'people',
    `select team_id as "teamId" from person group by team_id having count(*) >= ${String(LIST_LENGTH)}`,
  );
  if (teams.length === 0) {
    throw new PlainError(`No team here has ${String(LIST_LENGTH)} people to list.`);
  }
  const questions = teams.map(({ teamId }) => ({
    token: bench.issuer.tokenFor(aPractitioner(teamId)),
    operation: { query: LIST_PEOPLE },
    floorPath: `/list/${teamId}`,
  }));
  const measured = await interleave(
    await readContenders(bench, questions, '"findPeople":{"edges":[{"node"'),
    {
      rounds: 5,
      sliceMs: 1_500,
      warmUpMs: 3_000,
      stopping: bench.stopping,
    },
  );
  return [
    {
      title: `A list of ${String(LIST_LENGTH)} people, in ${String(teams.length)} teams, 10 connections`,
      table: throughputTable(measured),
      figures: throughputFigures(measured),
    },
  ];
}
