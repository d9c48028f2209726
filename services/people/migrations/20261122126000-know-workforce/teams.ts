/** Who decides which teams there are. */
const leads = `((select viewer_role()) = 'development'
   or (select viewer_role()) = 'manager' and exists (select from practitioner
     where practitioner.id = (select viewer_practitioner_id())
       and practitioner.held_roles && array['DIRECTOR', 'PRINCIPAL_SOCIAL_WORKER']))`;

export const teams = [
  `alter table team drop constraint team_kind_known`,
  `alter table team add constraint team_kind_known check (kind in ('OLDER_PEOPLE',
     'ADULT_DISABILITY', 'LEARNING_DISABILITY', 'MENTAL_HEALTH', 'GATEWAY', 'HOSPITAL_DISCHARGE',
     'SENSORY', 'TRANSITIONS', 'PRACTICE_DEVELOPMENT'))`,
  `alter table team add column districts text[] not null default '{}'`,
  `alter table team add column manager_id uuid`,
  `alter table team add column closed_at timestamptz(3)`,
  `alter table team add constraint team_name_length
     check (length(name) >= 1 and length(name) <= 200)`,
  // Who manages a team, functions say that managers call.
  `create policy team_managed on team for update to people_owner using (true) with check (true)`,
  // Whoever reads vacancies without a token is somebody too, and not signed in.
  `alter policy team_read on team using ((select viewer_role()) <> 'public')`,
];

/** After practitioners, whose held roles it asks for. */
export const teamChanges = [
  `create policy team_open on team for insert with check (${leads})`,
  `create policy team_change on team for update using (${leads}) with check (${leads})`,
  // What needs a team, beyond the reach of whoever asks: it runs as the owner, and says numbers.
  `create function need_of_team(p_team uuid)
     returns table (people int, practitioners int, openings int, vacancies int)
     language plpgsql security definer set search_path = public, pg_temp as $$
   begin
     if not ${leads} then return; end if;
     perform set_config('app.counting', 'people', true);
     return query select
       (select count(*)::int from person
          where person.team_id = p_team and person.merged_into_id is null),
       (select count(*)::int from practitioner where practitioner.team_id = p_team
          and (left_on is null or left_on >= (now() at time zone 'Europe/London')::date)),
       (select count(*)::int from reach where holder_id = p_team and from_at <= now()
          and (until_at is null or until_at > now())),
       (select count(*)::int from vacancy where vacancy.team_id = p_team
          and closed_at is null and closes_on >= (now() at time zone 'Europe/London')::date);
     perform set_config('app.counting', '', true);
   end $$`,
  `revoke all on function need_of_team(uuid) from public`,
  `grant execute on function need_of_team(uuid) to people_app`,
];
