import { reachTables, staffReaches } from '@connected-lives/kit/reach';
import { Migration } from '@mikro-orm/migrations';

/** Who reaches a person besides their team, and rows that follow a person to another team. */
export class OpenAndClosePeople20261122120000 extends Migration {
  override up(): void {
    for (const statement of [
      ...reachTables('people'),
      ...keepers,
      ...urgent,
      ...person,
      ...following,
    ]) {
      this.addSql(statement);
    }
  }
}

const isPractising = `(select viewer_role()) in ('practitioner', 'manager', 'duty', 'discharge')`;
const reach = staffReaches('id');

/** Here, staff open and close people themselves; elsewhere the feed does. */
const keepers = ['reach', 'closure'].flatMap((table) => {
  const reached = `exists (select from person where person.id = ${table}.person_id)`;
  return [
    `alter table ${table} add constraint ${table}_person
       foreign key (person_id) references person (id)`,
    `create policy ${table}_read on ${table} for select to people_app using (
       ${reached} or (select viewer_role()) = 'privacy')`,
    `create policy ${table}_staff on ${table} to people_app
       using (${isPractising} and ${reached}) with check (${isPractising} and ${reached})`,
  ];
});

/** In an emergency a worker opens to themself a record that they do not reach. */
const urgent = [
  `create policy reach_own on reach for select to people_app using (
     holder_id in ((select viewer_practitioner_id()), (select viewer_person_id())))`,
  `create policy reach_urgent on reach for insert to people_app with check (
     ${isPractising} and why = 'URGENT' and holder_id = (select viewer_practitioner_id()))`,
];

const person = [
  // Finance reaches those for whom it pays, and nobody else by name.
  `alter table person add column paid_for boolean not null default false`,
  `alter policy person_read on person using (
     id = (select viewer_person_id()) or ${reach}
     or paid_for and (select viewer_role()) = 'finance'
       and id <> all ((select viewer_closed())::uuid[]))`,
  `create policy person_change on person for update
     using (${isPractising} and ${reach}) with check (${isPractising})`,
  `create policy person_register on person for insert
     with check (${isPractising} and team_id = any ((select viewer_team_ids())::uuid[]))`,
];

/** Runs as the owner: whoever hands a person over need not reach the team that takes them. */
const following = [
  `create function follow_person() returns trigger language plpgsql security definer
     set search_path = public, pg_temp as $$
   begin
     execute format('update %I set team_id = $1 where person_id = $2', tg_argv[0])
       using new.team_id, new.id;
     return null;
   end $$`,
];
