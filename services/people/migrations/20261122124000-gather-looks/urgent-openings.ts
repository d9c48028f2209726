/**
 * The kind of the team of a member of staff, when it hides them among at least five practitioners;
 * else null, because the kind of a team of two is as good as a name.
 */
const telling = [
  `create function telling_team_kind(p_team_ids uuid[]) returns text language sql stable
     set search_path = public, pg_temp as $$
     select team.kind from team
     where team.id = any (p_team_ids) and 5 <= (
       select count(*) from practitioner
       join team other on other.id = practitioner.team_id
       where other.kind = team.kind)
     order by team.kind limit 1 $$`,
  `grant execute on function telling_team_kind(uuid[]) to people_app`,
];

/**
 * A trigger, so that no way of opening a record can forget to tell. The event goes to the privacy
 * office, which stands where the team of other events stands.
 */
export const urgentOpenings = [
  ...telling,
  // Asked before anything is written, so that a record that stays closed takes as long as none.
  `create function may_open_urgently(p_person uuid) returns boolean language sql stable
     security definer set search_path = public, pg_temp as $$
     select exists (select from person where id = p_person and merged_into_id is null)
       and p_person <> all (viewer_closed()) $$`,
  `revoke all on function may_open_urgently(uuid) from public`,
  `grant execute on function may_open_urgently(uuid) to people_app`,
  `create function raise_urgent_opening() returns trigger language plpgsql security definer
     set search_path = public, pg_temp as $$
   declare
     alert privacy_alert;
     worker practitioner;
   begin
     select * into worker from practitioner where practitioner.id = new.holder_id;
     insert into privacy_alert (kind, team_kind)
     values ('URGENT_OPENING', telling_team_kind(array[worker.team_id]))
     returning * into alert;
     insert into privacy_alert_subject
       (alert_id, once, actor_id, actor_name, person_id, from_at, until_at)
     values (alert.id, 'URGENT_OPENING ' || new.id, new.holder_id, coalesce(worker.name, ''),
       new.person_id, new.from_at, coalesce(new.until_at, new.from_at));
     insert into event (kind, subject_id, team_id, version, payload)
     values ('privacy-alert', alert.id, '00000000-0000-7000-8000-000000000005', 1,
       jsonb_build_object('kind', alert.kind));
     return null;
   end $$`,
  `create trigger reach_urgent_opening after insert on reach for each row
     when (new.why = 'URGENT') execute function raise_urgent_opening()`,
];
