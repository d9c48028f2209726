import type pg from 'pg';
import { count } from './count.ts';

/** The whole rows that say where somebody lives, with the person. */
export const STAGED_ADDRESSES = `
  select staged.line, person.id as person_id, person.team_id, person.version,
    array(select jsonb_array_elements_text(staged.address -> 'lines')) as lines,
    staged.address ->> 'postcode' as postcode, staged.address ->> 'uprn' as uprn,
    (staged.address ->> 'fromOn')::date as from_on, staged.address -> 'knownTo' as known_to,
    address_is_protected(person.id) as is_protected
  from staged_person staged join person on person.council_reference = staged.reference
  where staged.problems = '[]' and staged.address is not null`;

/**
 * Writes down where people live, once the people themselves are there: as `recordAddress` does, the
 * home before ends the day before. A home that the record has already is left alone, and so is one
 * that is older than the current one. Answers of how many people there is a new one.
 *
 * Whoever has a protected address on the record is passed over: it is kept by those who are named,
 * and a file says nothing of it, nor of what is there.
 */
export function loadAddresses(client: pg.ClientBase, today: string): Promise<number> {
  return count(client, MOVED, [today]);
}

/** How many people of a file have a protected address on the record already. */
export function countKeptApart(client: pg.ClientBase): Promise<number> {
  return count(client, `select count(*) from (${STAGED_ADDRESSES}) staged where is_protected`);
}

const MOVED = `
  with moved as (
    select distinct on (person_id) staged.*, coalesce(from_on, $1::date) as since
    from (${STAGED_ADDRESSES}) staged
    where known_to = '[]' and not is_protected and not exists (
      select from address home
      where home.person_id = staged.person_id and home.kind = 'HOME' and (
        home.until_on is null and home.from_on > coalesce(staged.from_on, $1::date)
        or home.lines = staged.lines
          and home.postcode is not distinct from coalesce(staged.postcode, home.postcode)
          and home.uprn is not distinct from coalesce(staged.uprn, home.uprn)
          and (home.until_on is null or staged.from_on is null or home.from_on = staged.from_on)))
  ), ended as (
    update address home set until_on = greatest(home.from_on, moved.since - 1)
    from moved
    where home.person_id = moved.person_id and home.kind = 'HOME' and home.until_on is null
  ), written as (
    insert into address (person_id, team_id, kind, lines, postcode, uprn, from_on)
    select person_id, team_id, 'HOME', lines, postcode, uprn, since from moved
  ), told as (
    insert into event (kind, subject_id, person_id, team_id, version, payload)
    select 'address-changed', person_id, person_id, team_id, version, '{}' from moved
  )
  select count(*) from moved`;
