import { createHash } from 'node:crypto';
import { serviceActor } from '@connected-lives/kit/actor';
import { viewerSetting } from '@connected-lives/kit/viewer';
import { SCORE_MIN } from '@connected-lives/people/duplicates/compare-records';
import { FAMILY_NAMES, FIRST_NAMES } from '@connected-lives/scripts/demo-council/words/names';
import type { ServiceName } from '@connected-lives/kit/service-name';
import pg from 'pg';
import type { Bench } from './scenario.ts';

/** As many as the council of a large county knows. */
export const PEOPLE = 150_000;

export interface FilledTeams {
  readonly smallTeamId: string;
  readonly largeTeamId: string;
}

/**
 * Fills the copy up with made-up people, spread over its teams: some names common and most of them
 * rare, every tenth family name of two parts, everybody with a birth date and an address and nearly
 * everybody with an NHS number, every fiftieth a second record of somebody in their team. One team
 * has six hundred people, and no more. The people of that team and of a large one are compared with
 * everybody else, as the service itself does a little at a time.
 */
export async function fillCouncil(bench: Pick<Bench, 'copy'>): Promise<FilledTeams> {
  const given = mixed(FIRST_NAMES.flatMap(({ names }) => names));
  const [small, large] = await pastEverything<{ id: string }>(bench, 'people', [
    [FILL, [PEOPLE, given, mixed(FAMILY_NAMES)]],
    [DOUBLES],
    [WORDS],
    [ADDRESSES],
    ['analyze'],
    ['select id from team order by id limit 2'],
  ]);
  if (small === undefined || large === undefined) {
    throw new Error('There are no two teams in this council to fill.');
  }
  const service = viewerSetting(serviceActor(small.id, 'Somebody of the bench'));
  await pastEverything(bench, 'people', [
    [`select set_config('app.viewer', $1, false)`, [service]],
    [DUE, [[small.id, large.id]]],
    ['select compare_due($1::int, $2::int)', [SCORE_MIN, PEOPLE]],
  ]);
  const people = await pastEverything<{ id: string; team_id: string; district: string }>(
    bench,
    'people',
    [['vacuum analyze'], ['select id, team_id, district from person']],
  );
  await pastEverything(bench, 'practice', [[KNOWN, [JSON.stringify(people)]], ['vacuum analyze']]);
  return { smallTeamId: small.id, largeTeamId: large.id };
}

/** Nobody signs for this and no trigger runs, for it is gone at the end. Answers the last one. */
async function pastEverything<Row extends pg.QueryResultRow>(
  { copy }: Pick<Bench, 'copy'>,
  service: ServiceName,
  statements: readonly (readonly [text: string, values?: unknown[]])[],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: copy.superUrls[service] });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    let rows: Row[] = [];
    for (const [text, values = []] of statements) {
      rows = (await client.query<Row>(text, values)).rows;
    }
    return rows;
  } finally {
    await client.end();
  }
}

/** The same in every run, and the common ones not the first in the alphabet. */
function mixed(names: readonly string[]): string[] {
  const place = (name: string): string => createHash('md5').update(name).digest('hex');
  return names.toSorted((one, other) => place(one).localeCompare(place(other)));
}

/**
 * From the range that is never issued (ADR 20), with the check digit of `checkDigitOf`: modulus 11,
 * weights 10 to 2; null where there is no such number.
 */
const NHS_NUMBER = `(
  select case check_digit when 10 then null else nine || check_digit end
  from (select nine, (11 - sum(substr(nine, place, 1)::int * (11 - place)) % 11) % 11 as check_digit
        from (select (999999999 - i * 6)::text as nine) as digits, generate_series(1, 9) as place
        group by nine) as checked)`;

const FILL = `
  with wanted as (select greatest(0, $1::int - (select count(*) from person)::int) as people),
  teams as (select array_agg(id order by id) as ids from team),
  small as (select 600 - least(600, count(*)) as room from person, teams where team_id = teams.ids[1])
  insert into person (team_id, given_name, family_name, date_of_birth, nhs_number, district)
  select case when i <= small.room then teams.ids[1]
      else teams.ids[2 + i % (cardinality(teams.ids) - 1)] end,
    ($2::text[])[1 + floor(power(random(), 1.7) * cardinality($2::text[]))],
    ($3::text[])[1 + floor(power(random(), 1.7) * cardinality($3::text[]))]
      || case when i % 10 = 0
           then '-' || ($3::text[])[1 + floor(random() * cardinality($3::text[]))] else '' end,
    date '1925-01-01' + floor(random() * 29000)::int, ${NHS_NUMBER}, 'WATFORD'
  from wanted, teams, small, generate_series(1, wanted.people) as i
  on conflict do nothing`;

/** Written down twice, the second time with the beginning of the family name misheard. */
const DOUBLES = `
  with numbered as (
    select id, row_number() over theirs as n, lag(id) over theirs as first_id
    from person window theirs as (partition by team_id order by id))
  update person set given_name = first.given_name, date_of_birth = first.date_of_birth,
    family_name = overlay(first.family_name placing 'T' from 1 for 1)
  from numbered join person as first on first.id = numbered.first_id
  where numbered.n % 50 = 0 and person.id = numbered.id`;

const DUE = `
  insert into comparison_due (about_id) select id from person where team_id = any ($1::uuid[])`;

const WORDS = `
  insert into name_word (word)
  select distinct word from person, unnest(searched_words(search_name)) as word
  on conflict do nothing`;

const ADDRESSES = `
  insert into address (person_id, team_id, kind, lines, postcode, from_on)
  select id, team_id, 'HOME', '{1 Orchard Way}',
    'SG' || 1 + n % 19 || ' ' || n % 9 || chr(65 + n % 23) || chr(65 + n / 23 % 25), '2020-01-01'
  from (select id, team_id, (row_number() over (order by id))::int as n from person) as numbered`;

const KNOWN = `
  insert into known_person (id, team_id, district, version)
  select id, team_id, district, 1
  from jsonb_to_recordset($1) as people(id uuid, team_id uuid, district text)
  on conflict do nothing`;
