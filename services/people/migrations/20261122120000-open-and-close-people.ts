import { reachTables, staffReaches } from '@connected-lives/kit/reach';
import { Migration } from '@mikro-orm/migrations';
import { practising, standingReach, wholeRecord } from '../src/reach/reach.access.ts';

/** Who reaches a person besides their team, and rows that follow a person to another team. */
export class OpenAndClosePeople20261122120000 extends Migration {
  override up(): void {
    for (const statement of [
      ...reachTables('people'),
      ...standing,
      ...keepers,
      ...urgent,
      ...person,
      ...following,
    ]) {
      this.addSql(statement);
    }
  }
}

const reach = staffReaches('id');

/** Whom the viewer reaches for longer than an hour, as staff: through their team or by name. */
const standing = [
  `create function viewer_standing_reach() returns uuid[] language sql stable security definer
     parallel safe set search_path = public, pg_temp as $$
     select coalesce(array_agg(reach.person_id), '{}') from reach
     where reach.holder_id = any (
         (select coalesce(viewer_team_ids(), '{}') || viewer_practitioner_id())::uuid[])
       and reach.why <> 'URGENT'
       and reach.from_at <= now() and (reach.until_at is null or reach.until_at > now()) $$`,
  `revoke all on function viewer_standing_reach() from public`,
  `grant execute on function viewer_standing_reach() to people_app`,
];

/**
 * Here, staff open and close people themselves; elsewhere the feed does. Nobody makes an opening
 * from an urgent one, nor from their own record, which they reach as the person: so neither lets
 * anybody in for longer. Closing a record to oneself, and a representative's access, is for
 * whoever reaches the person.
 */
const keepers = ['reach', 'closure'].flatMap((table) => {
  const personWhere = (rule: string): string =>
    `exists (select from person where person.id = ${table}.person_id and ${rule})`;
  const decides = `${practising} and ${personWhere(standingReach)}`;
  const reaches = `${practising} and ${personWhere('true')}`;
  const [opens, ends] =
    table === 'reach'
      ? [decides, `(${decides}) or why = 'REPRESENTATIVE' and ${reaches}`]
      : [`(${decides}) or why <> 'SEALED' and ${reaches}`, decides];
  return [
    `alter table ${table} add constraint ${table}_person
       foreign key (person_id) references person (id)`,
    `create policy ${table}_read on ${table} for select to people_app using (
       ${table === 'reach' ? personWhere(`(${wholeRecord})`) : closureShown(personWhere)}
       or (select viewer_role()) = 'privacy')`,
    `create policy ${table}_open on ${table} for insert to people_app with check (${opens})`,
    `create policy ${table}_end on ${table} for update to people_app
       using (${ends}) with check (${ends})`,
  ];
});

/**
 * Whoever reaches a person may know that their record is sealed. That a colleague knows the person
 * from outside work is about the colleague's own life: for them, and for managers, who see to it.
 */
function closureShown(personWhere: (rule: string) => string): string {
  return `person_id = (select viewer_person_id())
    or practitioner_id = (select viewer_practitioner_id())
    or (why = 'SEALED' or (select viewer_role()) = 'manager') and ${personWhere(reach)}`;
}

/** In an emergency a worker opens to themself a record that they do not reach. */
const urgent = [
  `create policy reach_own on reach for select to people_app using (
     holder_id in ((select viewer_practitioner_id()), (select viewer_person_id())))`,
  `create policy reach_urgent on reach for insert to people_app with check (
     ${practising} and why = 'URGENT' and from_at <= now()
       and holder_id = (select viewer_practitioner_id()))`,
];

const person = [
  // Finance reaches those for whom it pays, and nobody else by name.
  `alter table person add column paid_for boolean not null default false`,
  `alter policy person_read on person using (
     id = (select viewer_person_id()) or ${reach}
     or paid_for and (select viewer_role()) = 'finance'
       and id <> all ((select viewer_closed())::uuid[]))`,
  `create policy person_change on person for update
     using (${practising} and ${reach}) with check (${practising})`,
  `create policy person_register on person for insert
     with check (${practising} and team_id = any ((select viewer_team_ids())::uuid[]))`,
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
