import { movingRows } from '@connected-lives/kit/moving-rows';
import { notClosed, staffReaches } from '@connected-lives/kit/reach';
import { aboutPerson } from '../../src/reach/about-person.ts';
import { practising, standingReach } from '../../src/reach/reach.access.ts';

/** A record that turned out to be of somebody else's stays, points to theirs and is found no more. */
export const mergedPeople = [
  `alter table person add column merged_into_id uuid`,
  `alter table person add constraint person_merged_into
     foreign key (merged_into_id) references person (id)`,
  `alter table person add constraint person_merged_into_another check (merged_into_id <> id)`,
  `create index person_merged_into_id on person (merged_into_id) where merged_into_id is not null`,
  `alter policy person_read on person using (
     merged_into_id is null and (
       id = (select viewer_person_id()) or ${staffReaches('id')}
       or paid_for and (select viewer_role()) = 'finance' and ${notClosed('id')}))`,
  `alter policy person_report on person using (
     merged_into_id is null and (select viewer_role()) <> all (array['citizen', 'service']))`,

  // From an old id to the record it is part of now. It says nothing of who that is: whoever asks
  // reads that record under the rule of their own.
  `create function kept_people(p_ids uuid[]) returns table (id uuid, "keptId" uuid)
     language sql stable security definer set search_path = public, pg_temp as $$
     select id, merged_into_id from person where id = any (p_ids) and merged_into_id is not null $$`,
  `revoke all on function kept_people(uuid[]) from public`,
  `grant execute on function kept_people(uuid[]) to people_app`,
  // Of whom somebody learns when a number that they tried is taken: a look at them, to be recorded.
  `create function record_with_nhs_number(p_nhs_number text) returns uuid
     language sql stable security definer set search_path = public, pg_temp as $$
     select coalesce(merged_into_id, id) from person
     where nhs_number = p_nhs_number and ${practising} $$`,
  `revoke all on function record_with_nhs_number(text) from public`,
  `grant execute on function record_with_nhs_number(text) to people_app`,
  // The other way: every id under which something of this person may have been kept or logged.
  `create function ids_of_person(p_id uuid) returns setof uuid
     language sql stable security definer set search_path = public, pg_temp as $$
     select p_id union select id from person where merged_into_id = p_id $$`,
  `revoke all on function ids_of_person(uuid) from public`,
  `grant execute on function ids_of_person(uuid) to people_app`,
];

export const merges = [
  `create table person_merge (
     id uuid not null default uuidv7(),
     person_id uuid not null,
     team_id uuid not null,
     kept_id uuid not null,
     merged_id uuid not null,
     nhs_number text,
     reason text not null,
     merged_by uuid not null,
     merged_at timestamptz(3) not null,
     undone_reason text,
     undone_by uuid,
     undone_at timestamptz(3),
     version int not null default 1,
     constraint person_merge_pkey primary key (id),
     constraint person_merge_two_people check (kept_id <> merged_id),
     constraint person_merge_reason_length check (length(reason) >= 1 and length(reason) <= 2000),
     constraint person_merge_undone_reason_length check (
       length(undone_reason) >= 1 and length(undone_reason) <= 2000),
     constraint person_merge_undone_whole check (
       (undone_at is null) = (undone_by is null) and (undone_at is null) = (undone_reason is null)),
     constraint person_merge_undone_after check (undone_at >= merged_at)
   )`,
  `create unique index person_merge_once on person_merge (merged_id) where undone_at is null`,
  ...aboutPerson('person_merge', {
    app: 'select, insert, update (undone_reason, undone_by, undone_at, version)',
  }),

  // Somebody with a protected address, or who works here, is not merged while that is so: their
  // rows here are of their own rule, and what is left of them afterwards stays where it was.
  ...movingRows('people', {
    staying: ['protected_address', 'protected_address_viewer', 'own_record'],
  }),
  ...['reach', 'closure'].map(
    (table) => `create policy ${table}_merge on ${table} for update to people_owner
       using (true) with check (true)`,
  ),

  // What is in these two the viewer may not always see, so that it is asked for them.
  `create function is_closed_to_somebody(p_people uuid[]) returns boolean
     language sql stable security definer set search_path = public, pg_temp as $$
     select exists (select from closure where person_id = any (p_people)
         and from_at <= now() and (until_at is null or until_at > now()))
       or exists (select from unnest(p_people) as person_id
         where address_is_protected(person_id)) $$`,

  // Runs as the owner, for rows that the viewer may read and not change. It asks of the viewer what
  // the use case has asked already, so that calling it directly leads nowhere either.
  `create function merge_people(p_merge uuid) returns void
     language plpgsql security definer set search_path = public, pg_temp as $$
   declare
     v_merge person_merge;
     v_kept person;
     v_merged person;
   begin
     select * into strict v_merge from person_merge where id = p_merge and undone_at is null;
     select * into strict v_kept from person where id = v_merge.kept_id and merged_into_id is null;
     select * into strict v_merged from person
       where id = v_merge.merged_id and merged_into_id is null;
     if v_merge.merged_by is distinct from viewer_id()
       or 2 <> (select count(*) from person
         where id in (v_kept.id, v_merged.id) and ${standingReach})
       or is_closed_to_somebody(array[v_kept.id, v_merged.id])
     then
       raise exception 'only who decided on a merge makes it' using errcode = '42501';
     end if;
     if v_kept.nhs_number is null and v_merged.nhs_number is not null then
       update person set nhs_number = null where id = v_merged.id;
       update person set nhs_number = v_merged.nhs_number where id = v_kept.id;
       update person_merge set nhs_number = v_merged.nhs_number where id = p_merge;
     end if;
     update person set paid_for = paid_for or v_merged.paid_for, version = version + 1
       where id = v_kept.id;
     perform move_person_rows(p_merge, v_merged.id, v_kept.id, v_merged.team_id, v_kept.team_id,
       v_merged.district, v_kept.district);
     update person set merged_into_id = v_kept.id, version = version + 1 where id = v_merged.id;
   end $$`,
  // Answers with the team they come to, when that is another one than they were with.
  `create function undo_merge(p_merge uuid) returns uuid
     language plpgsql security definer set search_path = public, pg_temp as $$
   declare
     v_merge person_merge;
     v_kept person;
     v_merged person;
     v_team uuid;
   begin
     select * into strict v_merge from person_merge where id = p_merge and undone_at is not null;
     select * into strict v_kept from person where id = v_merge.kept_id and merged_into_id is null;
     select * into strict v_merged from person
       where id = v_merge.merged_id and merged_into_id = v_kept.id;
     if v_merge.undone_by is distinct from viewer_id()
       or not exists (select from person where id = v_kept.id and ${standingReach})
       or address_is_protected(v_kept.id) and v_kept.id <> all (viewer_known_addresses())
     then
       raise exception 'only who decided to undo a merge undoes it' using errcode = '42501';
     end if;
     if v_kept.nhs_number = v_merge.nhs_number then
       update person set nhs_number = null where id = v_kept.id;
       update person set nhs_number = v_merge.nhs_number where id = v_merged.id;
     end if;
     -- Nobody would reach them in a team that was closed meanwhile. Whoever closes it waits for this.
     perform pg_advisory_xact_lock_shared(hashtextextended('team ' || v_merged.team_id, 0));
     select v_kept.team_id into v_team from team
       where id = v_merged.team_id and closed_at is not null;
     update person set version = version + 1 where id = v_kept.id;
     update person set merged_into_id = null, version = version + 1,
         team_id = coalesce(v_team, team_id)
       where id = v_merged.id;
     perform move_person_rows_back(p_merge, v_kept.id, v_merged.id, v_kept.team_id,
       coalesce(v_team, v_merged.team_id), v_kept.district, v_merged.district);
     return v_team;
   end $$`,
  ...['is_closed_to_somebody(uuid[])', 'merge_people(uuid)', 'undo_merge(uuid)'].flatMap(
    (signature) => [
      `revoke all on function ${signature} from public`,
      `grant execute on function ${signature} to people_app`,
    ],
  ),
];
