import type pg from 'pg';
import { count } from './count.ts';
import { HEADINGS } from './headings.ts';
import { IS_NAMED } from './load-protected-addresses.ts';
import type { ProblemKind } from './problems.ts';

/** Of a staged row that can be loaded. */
export const IS_WHOLE = `problems = '[]'`;

/** A return has a row for each event. Those that say nothing new of the person are no mistake. */
export function passOverRepeats(client: pg.ClientBase): Promise<number> {
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
              later.district, later.address, later.contact_ways)
           is not distinct from
             (first.given_name, first.family_name, first.nhs_number, first.date_of_birth,
              first.district, first.address, first.contact_ways)
       returning later.line
     )
     select count(*) from repeat`,
  );
}

/**
 * Rejects who stands in the file twice, or on the record under another reference, and whose record
 * has become part of another one: nobody reads what is written there.
 */
export async function rejectDuplicates(client: pg.ClientBase): Promise<void> {
  await rejectWhere(
    client,
    HEADINGS.reference,
    'merged-record',
    `select line, null::int as other_line
     from staged_person staged join person on person.council_reference = staged.reference
     where ${IS_WHOLE} and person.merged_into_id is not null`,
  );
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

/** Each of those who may know a protected address has to be one practitioner who works here. */
export function rejectUnknownPractitioners(client: pg.ClientBase): Promise<void> {
  return rejectWhere(
    client,
    HEADINGS.addressKnownTo,
    'unknown-practitioner',
    `select distinct line, null::int as other_line
     from staged_person, jsonb_array_elements_text(address -> 'knownTo') as known(named)
     where ${IS_WHOLE} and 1 <> (select count(*) from practitioner where ${IS_NAMED})`,
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
