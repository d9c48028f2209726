import { auditedTable } from '@connected-lives/kit/foundation';
import { type OwnWrites, policiesAboutPerson } from './reach.access.ts';

/**
 * Puts a table with `id`, `person_id` and `team_id` under the rule of everything that is about a
 * person, for the migration that creates it: row-level security, the audit of writes, and a trigger
 * by which its rows follow the person to another team. `policiesAboutPerson` says the same for the
 * entity.
 *
 * @param grants what the app may do, such as `select, insert, update (ended_on)`.
 */
export function aboutPerson(table: string, grants: { readonly app: string } & OwnWrites): string[] {
  return [
    `alter table ${table} add constraint ${table}_person
       foreign key (person_id) references person (id)`,
    `create index ${table}_person_id on ${table} (person_id)`,
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    ...policiesAboutPerson(table, grants).map(
      ({ name, command, using, ...rest }) =>
        `create policy ${name} on ${table} for ${command}` +
        ('roles' in rest ? ` to ${rest.roles.join(', ')}` : '') +
        ` using (${using})` +
        ('check' in rest ? ` with check (${rest.check})` : ''),
    ),
    `create trigger person_moves_${table} after update of team_id on person for each row
       when (old.team_id is distinct from new.team_id) execute function follow_person('${table}')`,
    ...auditedTable('people', table, { app: grants.app }),
  ];
}
