import type pg from 'pg';
import { HEADINGS } from './headings.ts';
import { loadDetails } from './load-details.ts';
import type { ProblemKind } from './problems.ts';

/** How many rows of the file came to what. */
export interface Loaded {
  readonly loaded: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Rows of a full return that say the same of a person as an earlier one. */
  readonly repeated: number;
  readonly rejected: number;
  /** People of whom something besides is written down now. */
  readonly detailed: number;
  /** Cells with something in them that is no code of the return, or no day. */
  readonly leftOut: number;
}

const IS_WHOLE = `problems = '[]'`;

/**
 * Rejects duplicates, then loads what is left: people with a new reference are inserted, and those
 * with a known one are changed where the file says something else. The audit triggers sign it, and
 * each leaves an event. Runs inside the caller's transaction, which nobody else's writes to people
 * can slip into.
 *
 * What the file does not know is not forgotten: an empty NHS number leaves the one on the record,
 * and a person who is known stays with their team.
 */
export async function loadStaged(
  client: pg.ClientBase,
  { teamId, strict }: { teamId: () => Promise<string>; strict: boolean },
): Promise<Loaded> {
  await client.query('lock table person in share row exclusive mode');
  const repeated = await passOverRepeats(client);
  await rejectDuplicates(client);
  const rejected = await count(client, `select count(*) from staged_person where not ${IS_WHOLE}`);
  if (strict && rejected > 0) {
    return { loaded: 0, changed: 0, unchanged: 0, repeated, rejected, detailed: 0, leftOut: 0 };
  }
  const whole = await count(client, `select count(*) from staged_person where ${IS_WHOLE}`);
  const changed = await count(client, CHANGE);
  const known = await count(client, KNOWN);
  const loaded = known === whole ? 0 : await count(client, INSERT, [await teamId()]);
  const detailed = await loadDetails(client);
  const leftOut = await count(
    client,
    `select coalesce(sum(left_out), 0) as count from staged_person where ${IS_WHOLE}`,
  );
  return {
    loaded,
    changed,
    unchanged: whole - changed - loaded,
    repeated,
    rejected,
    detailed,
    leftOut,
  };
}

/** A return has a row for each event. Those that say nothing new of the person are no mistake. */
function passOverRepeats(client: pg.ClientBase): Promise<number> {
  return count(
    client,
    `with repeat as (
       delete from staged_person later using (
         select distinct on (reference) * from staged_person where ${IS_WHOLE}
         order by reference, line
       ) first
       where later.${IS_WHOLE} and later.is_event and later.line > first.line
         and later.reference = first.reference
         and (later.given_name, later.family_name, later.nhs_number, later.date_of_birth,
              later.district)
           is not distinct from
             (first.given_name, first.family_name, first.nhs_number, first.date_of_birth,
              first.district)
       returning later.line
     )
     select count(*) from repeat`,
  );
}

async function rejectDuplicates(client: pg.ClientBase): Promise<void> {
  await rejectWhere(
    client,
    HEADINGS.reference,
    'duplicate-reference',
    `select line, first_value(line) over (partition by reference order by line) as other_line
     from staged_person where ${IS_WHOLE}`,
  );
  await rejectWhere(
    client,
    HEADINGS.nhsNumber,
    'duplicate-nhs-number',
    `select line, first_value(line) over (partition by nhs_number order by line) as other_line
     from staged_person where ${IS_WHOLE} and nhs_number is not null`,
  );
  await rejectWhere(
    client,
    HEADINGS.nhsNumber,
    'nhs-number-taken',
    `select line, null::int as other_line
     from staged_person staged join person on person.nhs_number = staged.nhs_number
     where ${IS_WHOLE} and person.council_reference is distinct from staged.reference`,
  );
}

/** Rejects the lines that a query finds, unless the other line it found is the same one. */
async function rejectWhere(
  client: pg.ClientBase,
  heading: string,
  problem: ProblemKind,
  query: string,
): Promise<void> {
  await client.query(
    `update staged_person staged set problems = jsonb_build_array(jsonb_build_object(
       'heading', $1::text, 'problem', $2::text, 'otherLine', found.other_line))
     from (${query}) found
     where found.line = staged.line and found.other_line is distinct from staged.line`,
    [heading, problem],
  );
}

const KNOWN = `
  select count(*) from staged_person staged
  where ${IS_WHOLE} and exists (
    select from person where person.council_reference = staged.reference)`;

/** A postcode does not move somebody whose address is protected: it would tell where they went. */
const DISTRICT =
  'case when address_is_protected(person.id) then person.district else staged.district end';

const CHANGE = `
  with changed as (
    update person set
      given_name = staged.given_name,
      family_name = staged.family_name,
      nhs_number = coalesce(staged.nhs_number, person.nhs_number),
      date_of_birth = staged.date_of_birth,
      district = ${DISTRICT},
      version = person.version + 1
    from staged_person staged
    where ${IS_WHOLE} and person.council_reference = staged.reference
      and (person.given_name, person.family_name, person.nhs_number, person.date_of_birth,
           person.district)
        is distinct from
          (staged.given_name, staged.family_name, coalesce(staged.nhs_number, person.nhs_number),
           staged.date_of_birth, ${DISTRICT})
    returning person.id, person.team_id, person.version, person.district
  ), told as (
    insert into event (kind, subject_id, person_id, team_id, version, payload)
    select 'person-changed', id, id, team_id, version, jsonb_build_object('district', district)
    from changed
  )
  select count(*) from changed`;

const INSERT = `
  with registered as (
    insert into person (team_id, council_reference, given_name, family_name, nhs_number,
      date_of_birth, district)
    select $1, reference, given_name, family_name, nhs_number, date_of_birth, district
    from staged_person where ${IS_WHOLE} order by line
    on conflict (council_reference) do nothing
    returning id, team_id, version, district
  ), told as (
    insert into event (kind, subject_id, person_id, team_id, version, payload)
    select 'person-registered', id, id, team_id, version, jsonb_build_object('district', district)
    from registered
  )
  select count(*) from registered`;

async function count(
  client: pg.ClientBase,
  query: string,
  values: readonly string[] = [],
): Promise<number> {
  const { rows } = await client.query<{ count: string }>(query, [...values]);
  return Number(rows[0]?.count);
}
