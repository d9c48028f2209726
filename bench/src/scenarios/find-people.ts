import { randomUUID } from 'node:crypto';
import { figure } from '../measure/table.ts';
import { percentile } from '../measure/statistics.ts';
import { CASE_VIEW } from './case-view.query.ts';
import { caseQuestions } from './case-view.ts';
import { fillCouncil, PEOPLE } from './find-people.fill.ts';
import { askJson, aPractitioner, type Bench, type Finding, rowsOf } from './scenario.ts';

const TARGET_MS = 20;
const MATCHES_TARGET_MS = 50;
const TIMES = 40;

const FIND = `query FindPeople($search: String!) {
  findPeople(search: $search, first: 20) { edges { node { id name dateOfBirth nhsNumber } } }
}`;
const MATCHES = `query PossibleDuplicates($id: ID!) {
  possibleDuplicates(personId: $id) { score reasons otherPerson { id name } }
}`;

const TO_LOOK_AT = `query DuplicatesToLookAt($teamId: ID!) {
  duplicatesToLookAt(teamId: $teamId, first: 20) {
    edges { node { score reasons person { id name } otherPerson { id name } } }
  }
}`;

/** What is asked, of one person after the other. */
interface Question {
  readonly name: string;
  readonly query: string;
  readonly targetMs: number | null;
  readonly variables: (sample: Sample) => object;
}

interface Sample {
  readonly id: string;
  readonly teamId: string;
  readonly given: string;
  readonly family: string;
  readonly born: string;
  readonly nhs: string;
  readonly postcode: string;
}

const find = (name: string, search: (sample: Sample) => string): Question => ({
  name,
  query: FIND,
  targetMs: TARGET_MS,
  variables: (sample) => ({ search: search(sample) }),
});

const QUESTIONS: readonly Question[] = [
  find('NHS number', ({ nhs }) => nhs),
  find('family name', ({ family }) => family),
  find('beginning of a name', ({ family }) => family.slice(0, 3)),
  find('given and family name', ({ given, family }) => `${given} ${family}`),
  find('family name, one letter wrong', ({ family }) => `${family.slice(0, 2)}q${family.slice(3)}`),
  find('family name, two letters swapped', ({ family }) => swapped(family)),
  find('name and birth date', ({ family, born }) => `${family} ${born}`),
  find('postcode', ({ postcode }) => postcode),
  find('nobody’s name', () => 'Xyzzyqua'),
  find('initial and family name', ({ given, family }) => `${given.slice(0, 1)} ${family}`),
  find('two initials', ({ given, family }) => `${given.slice(0, 1)} ${family.slice(0, 1)}`),
  find('single letters: a b c', () => 'a b c'),
  find('single letters: j k l', () => 'j k l'),
  {
    name: 'possible duplicates',
    query: MATCHES,
    targetMs: MATCHES_TARGET_MS,
    variables: ({ id }) => ({ id }),
  },
  {
    name: 'duplicates to look at',
    query: TO_LOOK_AT,
    targetMs: MATCHES_TARGET_MS,
    variables: ({ teamId }) => ({ teamId }),
  },
];

/** Searching at the size of a large county, one question at a time, as one search box does. */
export async function benchFindPeople(bench: Bench): Promise<Finding[]> {
  const { smallTeamId, largeTeamId } = await fillCouncil(bench);
  const teams = await rowsOf<{ id: string }>(bench, 'people', 'select id from team');
  const whole = { ...aPractitioner(randomUUID()), teamIds: teams.map(({ id }) => id) };
  const viewers = [
    { name: 'a team of 600', actor: aPractitioner(smallTeamId), teamId: smallTeamId },
    { name: 'the whole council', actor: whole, teamId: largeTeamId },
  ];
  const figures: { viewer: string; question: string; p50Ms: number; p95Ms: number }[] = [];
  const missed: string[] = [];
  for (const viewer of viewers) {
    const token = bench.issuer.tokenFor(viewer.actor);
    const samples = await samplesOf(bench, viewer.teamId);
    for (const { name, query, targetMs, variables } of QUESTIONS) {
      const asked = samples.map((sample) => ({ query, variables: variables(sample) }));
      const ms = await measure(bench, token, asked);
      figures.push({ viewer: viewer.name, question: name, ...ms });
      if (targetMs !== null && ms.p50Ms > targetMs) {
        missed.push(`${name}, ${viewer.name}: ${figure(ms.p50Ms)} ms`);
      }
    }
  }
  figures.push({ viewer: 'their team', question: 'case view', ...(await caseView(bench)) });
  return [
    {
      title: `Finding people among ${String(PEOPLE)}, one question at a time, through the graph`,
      table: {
        headings: ['what, and for whom', 'p50 ms', 'p95 ms'],
        rows: figures.map(({ viewer, question, p50Ms, p95Ms }) => [
          `${question}, ${viewer}`,
          figure(p50Ms),
          figure(p95Ms),
        ]),
      },
      targets: [
        {
          words: `the first 20 in under ${String(TARGET_MS)} ms and matches in under ${String(MATCHES_TARGET_MS)} ms${missed.length === 0 ? '' : `; not: ${missed.join('; ')}`}`,
          reached: missed.length === 0,
        },
      ],
      figures,
    },
  ];
}

/** Some of the people of a team, the same ones in every run of a filled copy. */
function samplesOf(bench: Bench, teamId: string): Promise<Sample[]> {
  return rowsOf<Sample & Record<string, string>>(
    bench,
    'people',
    `select person.id, person.team_id as "teamId", given_name as given, family_name as family, nhs_number as nhs, postcode,
       to_char(date_of_birth, 'DD/MM/YYYY') as born
     from person join address on address.person_id = person.id
     where person.team_id = $1 and nhs_number is not null and postcode is not null
       and date_of_birth is not null and length(family_name) > 4 and family_name ~ '^[A-Za-z]+$'
     order by md5(nhs_number) limit ${String(TIMES)}`,
    [teamId],
  );
}

async function caseView(bench: Bench): Promise<{ p50Ms: number; p95Ms: number }> {
  const latenciesMs: number[] = [];
  for (const { token, personId } of (await caseQuestions(bench)).slice(0, TIMES)) {
    const body = { query: CASE_VIEW, variables: { id: personId } };
    latenciesMs.push(await timed(bench, token, body));
  }
  return spread(latenciesMs);
}

async function measure(bench: Bench, token: string, asked: readonly object[]) {
  const latenciesMs: number[] = [];
  // The first round is for what is planned and compiled once.
  for (const round of [0, 1]) {
    for (const body of asked) {
      bench.stopping.throwIfAborted();
      const ms = await timed(bench, token, body);
      if (round === 1) {
        latenciesMs.push(ms);
      }
    }
  }
  return spread(latenciesMs);
}

async function timed({ council }: Bench, token: string, body: object): Promise<number> {
  const from = performance.now();
  await askJson(`${council.url}/graphql`, { token, body });
  return performance.now() - from;
}

function spread(latenciesMs: readonly number[]): { p50Ms: number; p95Ms: number } {
  return { p50Ms: percentile(latenciesMs, 50), p95Ms: percentile(latenciesMs, 95) };
}

function swapped(name: string): string {
  return `${name.slice(0, 1)}${name.charAt(2)}${name.charAt(1)}${name.slice(3)}`;
}
