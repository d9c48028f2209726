/** Whether the viewer is this practitioner, or manages them: their team, or as a manager above. */
const supports = `
  practitioner.id = viewer_practitioner_id()
  or (viewer_role() = 'manager' and practitioner.team_id = any (viewer_team_ids()))
  or managed_by(practitioner.line_manager_id, viewer_practitioner_id())`;

const functionOf = (signature: string, returns: string, body: string): string[] => [
  `create function ${signature} returns ${returns} language plpgsql security definer
     set search_path = public, pg_temp as $$ ${body} $$`,
  `revoke all on function ${signature} from public`,
  `grant execute on function ${signature} to people_app`,
];

/**
 * What looks beyond the viewer's reach, and answers numbers only, or changes what a manager decides
 * on. They run as the owner; the rule of each stands in it.
 */
export const handovers = [
  // Ten steps up is further than any council goes, and ends a circle.
  `create function managed_by(p_from uuid, p_manager uuid) returns boolean
     language sql stable security definer set search_path = public, pg_temp as $$
     with recursive above(id, steps) as (
       select p_from, 1 where p_from is not null and p_manager is not null
       union all
       select practitioner.line_manager_id, above.steps + 1
       from above join practitioner on practitioner.id = above.id
       where above.id <> p_manager and above.steps < 10 and practitioner.line_manager_id is not null
     )
     select exists (select from above where id = p_manager) $$`,
  `revoke all on function managed_by(uuid, uuid) from public`,
  ...functionOf(
    'caseloads_of(p_practitioners uuid[])',
    'table (practitioner_id uuid, people int, weight int)',
    `begin
       return query
       select practitioner.id, count(allocation.id)::int, coalesce(sum(allocation.weight), 0)::int
       from practitioner left join allocation
         on allocation.practitioner_id = practitioner.id and allocation.until_at is null
       where practitioner.id = any (p_practitioners) and (${supports})
       group by practitioner.id;
     end`,
  ),
  ...functionOf(
    'caseloads_of_teams(p_teams uuid[])',
    `table (team_id uuid, practitioners int, weekly_minutes int, people int, weight int,
       people_without_worker int)`,
    `begin
       perform set_config('app.counting', 'people', true);
       return query
       select team.id, staff.practitioners, staff.minutes, staff.people, staff.weight,
         (select count(*)::int from person where person.team_id = team.id
            and person.merged_into_id is null
            and not exists (select from allocation
              where allocation.person_id = person.id and allocation.until_at is null))
       from team cross join lateral (
         select count(*)::int as practitioners, sum(practitioner.weekly_minutes)::int as minutes,
           coalesce(sum(own.people), 0)::int as people, coalesce(sum(own.weight), 0)::int as weight
         from practitioner cross join lateral (
           select count(*) as people, sum(allocation.weight) as weight from allocation
           where allocation.practitioner_id = practitioner.id and allocation.until_at is null) own
         where practitioner.team_id = team.id and practitioner.left_on is null) staff
       where team.id = any (p_teams) and (
         viewer_role() = 'manager' and team.id = any (viewer_team_ids())
         or managed_by(team.manager_id, viewer_practitioner_id()));
       perform set_config('app.counting', '', true);
     end`,
  ),
  // Counting a team's people is for the function above alone.
  `create policy person_counted on person for select to people_owner using (
     current_setting('app.counting', true) = 'people')`,

  ...functionOf(
    'manage_team(p_practitioner uuid)',
    'void',
    `begin
       update team set manager_id = p_practitioner, version = version + 1
       where id = (select team_id from practitioner where id = p_practitioner)
         and viewer_role() = 'manager' and id = any (viewer_team_ids());
     end`,
  ),
  // To one of the viewer's teams, or from one: then whoever is theirs to hand over was handed over.
  ...functionOf(
    'move_practitioner(p_practitioner uuid, p_team uuid)',
    'int',
    `declare
       v_version int;
     begin
       update practitioner set team_id = p_team, left_on = null, leaving_told = false,
         version = version + 1
       where id = p_practitioner and viewer_role() = 'manager' and (
         team_id = any (viewer_team_ids())
         or p_team = any (viewer_team_ids()) and not exists (select from allocation
           where practitioner_id = p_practitioner and until_at is null))
       returning version into v_version;
       if v_version is not null then
         update team set manager_id = null, version = version + 1
         where manager_id = p_practitioner and id <> p_team;
       end if;
       return v_version;
     end`,
  ),
  ...functionOf(
    'people_left_without(p_practitioner uuid)',
    'int',
    `begin
       return (select count(*)::int from allocation
         where practitioner_id = p_practitioner and until_at is null
           and not exists (select from allocation other
             join practitioner on practitioner.id = other.practitioner_id
             where other.person_id = allocation.person_id and other.until_at is null
               and other.practitioner_id <> p_practitioner and practitioner.left_on is null));
     end`,
  ),
  // Null when somebody would be left without a worker, or it is not the viewer's to say.
  ...functionOf(
    'leave_council(p_practitioner uuid, p_last_day date, p_told boolean)',
    'int',
    `declare
       v_version int;
     begin
       if people_left_without(p_practitioner) > 0 then return null; end if;
       update practitioner set left_on = p_last_day, leaving_told = p_told, version = version + 1
       where id = p_practitioner and left_on is null
         and viewer_role() = 'manager' and team_id = any (viewer_team_ids())
       returning version into v_version;
       if v_version is not null then
         update allocation set version = version + 1,
           until_at = greatest(from_at, date_trunc('milliseconds', now()))
         where practitioner_id = p_practitioner and until_at is null;
         update team set manager_id = null, version = version + 1
         where manager_id = p_practitioner;
       end if;
       return v_version;
     end`,
  ),
  // By the service, once a last day is over: who left before is told of already.
  ...functionOf(
    'tell_of_leaving(p_today date)',
    'void',
    `begin
       with told as (
         update practitioner set leaving_told = true, version = version + 1
         where left_on < p_today and not leaving_told and viewer_role() = 'service'
         returning id, team_id, left_on, version)
       insert into event (kind, subject_id, person_id, team_id, version, payload)
       select 'practitioner-left-council', id, null, team_id, version,
         jsonb_build_object('lastDay', left_on)
       from told;
     end`,
  ),
];
