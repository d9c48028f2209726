import type pg from 'pg';
import { toSnakeCase } from '../snake-case.ts';
import { count } from './count.ts';
import { DETAIL_FIELDS } from './read-details.ts';

const COLUMNS = DETAIL_FIELDS.map((field) => ({
  field,
  column: toSnakeCase(field),
  type: field === 'dateOfDeath' ? 'date' : 'text',
}));
const names = COLUMNS.map(({ column }) => column).join(', ');
const newer = COLUMNS.map(({ column }) => `coalesce(excluded.${column}, kept.${column})`);

/**
 * Writes down what the file says of people besides who they are, once the people themselves are
 * there. An empty cell forgets nothing. Answers for how many it changed something.
 */
export function loadDetails(client: pg.ClientBase): Promise<number> {
  return count(
    client,
    `
    with written as (
      insert into person_details as kept (person_id, team_id, changed_at, ${names})
      select distinct on (person.id) person.id, person.team_id, now(), ${COLUMNS.map(
        ({ field, type }) => `(staged.details ->> '${field}')::${type}`,
      ).join(', ')}
      from staged_person staged join person on person.council_reference = staged.reference
      where staged.problems = '[]' and staged.details <> '{}'
      order by person.id, staged.line
      on conflict (person_id) do update
        set changed_at = excluded.changed_at,
          ${COLUMNS.map(({ column }, i) => `${column} = ${newer[i] ?? ''}`).join(', ')}
        where (${COLUMNS.map(({ column }) => `kept.${column}`).join(', ')})
          is distinct from (${newer.join(', ')})
      returning person_id, team_id
    ), told as (
      insert into event (kind, subject_id, person_id, team_id, version, payload)
      select 'codes-recorded', person_id, person_id, written.team_id, person.version, '{}'
      from written join person on person.id = person_id
    )
    select count(*) from written`,
  );
}
