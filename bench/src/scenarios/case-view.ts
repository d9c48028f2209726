import { interleave } from '../measure/interleave.ts';
import { throughputRatio } from '../measure/statistics.ts';
import { PlainError } from '@connected-lives/scripts/plain-error';
import { CASE_VIEW } from './case-view.query.ts';
import { throughputFigures, throughputTable } from './compare-throughput.ts';
import { readContenders, type ReadQuestion } from './read-contenders.ts';
import { aPractitioner, type Bench, type Finding, rowsOf } from './scenario.ts';

const PEOPLE_MAX = 500;

/** A person with conversations, outcomes with what was spent on them, and commitments. */
export async function benchCaseView(bench: Bench): Promise<Finding[]> {
  const questions = await caseQuestions(bench);
  const contenders = await readContenders(bench, questions, '"data":{"person":{"id"');
  const measured = await interleave(contenders, {
    rounds: 5,
    sliceMs: 1_500,
    // Compilers need some thousands of answers before they have done their best.
    warmUpMs: 5_000,
    stopping: bench.stopping,
  });
  const [ours, , bare] = measured;
  return [
    {
      title: `Case view, of ${String(questions.length)} people, 10 connections`,
      table: throughputTable(measured),
      ...(ours !== undefined &&
        bare !== undefined && {
          targets: [
            {
              words: 'at least half the throughput of the bare floor',
              reached: throughputRatio(ours, bare) >= 0.5,
            },
          ],
        }),
      figures: throughputFigures(measured),
    },
  ];
}

/** One question for each person, asked by somebody of their team. */
export async function caseQuestions(
  bench: Pick<Bench, 'copy' | 'issuer'>,
): Promise<(ReadQuestion & { readonly personId: string; readonly teamId: string })[]> {
  const people = await peopleInConversation(bench);
  const tokens = new Map(
    [...new Set(people.map(({ teamId }) => teamId))].map((teamId) => [
      teamId,
      bench.issuer.tokenFor(aPractitioner(teamId)),
    ]),
  );
  return people.map(({ personId, teamId }) => ({
    personId,
    teamId,
    token: tokens.get(teamId) ?? '',
    operation: { query: CASE_VIEW, variables: { id: personId } },
    floorPath: `/case/${personId}`,
  }));
}

async function peopleInConversation(
  bench: Pick<Bench, 'copy'>,
): Promise<{ personId: string; teamId: string }[]> {
  const people = await rowsOf<{ personId: string; teamId: string }>(
    bench,
    'practice',
    `select person_id as "personId", min(team_id::text) as "teamId" from conversation
     group by person_id having count(distinct team_id) = 1
     order by md5(person_id::text) limit ${String(PEOPLE_MAX)}`,
  );
  if (people.length === 0) {
    throw new PlainError('Nobody here has a conversation, so there is no case to look at.');
  }
  return people;
}
