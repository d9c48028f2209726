import type pg from 'pg';
import { count } from './count.ts';

/**
 * Writes down the numbers and e-mail addresses that the record never had, once the people themselves
 * are there. One that has ended does not come back, and what is on the record stays: which is right,
 * those know who talk with the person. Whoever has a protected address on the record is passed over,
 * as with addresses: those who are named keep how to get in touch. Answers for how many people there
 * is something new.
 */
export function loadContactWays(client: pg.ClientBase): Promise<number> {
  return count(
    client,
    `
    with written as (
      insert into contact_way (person_id, team_id, kind, value, preferred, from_at)
      select distinct person.id, person.team_id, way ->> 'kind', way ->> 'value', false, now()
      from staged_person staged join person on person.council_reference = staged.reference
      cross join lateral jsonb_array_elements(staged.contact_ways) as way
      where staged.problems = '[]' and not address_is_protected(person.id) and not exists (
        select from contact_way known
        where known.person_id = person.id and known.kind = way ->> 'kind'
          and known.value = way ->> 'value')
      returning person_id, team_id
    ), told as (
      insert into event (kind, subject_id, person_id, team_id, version, payload)
      select distinct on (person_id)
        'contact-ways-changed', person_id, person_id, written.team_id, person.version, '{}'::jsonb
      from written join person on person.id = person_id
    )
    select count(distinct person_id) from written`,
  );
}
