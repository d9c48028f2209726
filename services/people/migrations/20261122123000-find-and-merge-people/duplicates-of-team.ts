const OWNERS_TABLES = ['comparison_due', 'possible_duplicate'];

/**
 * The pairs of records that may be of one person, worked out beforehand: comparing everybody of a
 * team whenever somebody asks takes a millisecond for each of them. Triggers note whose record has
 * changed, and a job compares those a moment later, when everything committed is there to compare
 * with: two who are registered at the same moment do not miss each other.
 *
 * The app has no grant on either table: who may hear of a pair is asked of the two people.
 */
export const duplicatesOfTeam = [
  // No key for the person, so that two transactions never wait for each other here.
  `create table comparison_due (
     id bigint not null generated always as identity,
     about_id uuid not null,
     constraint comparison_due_pkey primary key (id)
   )`,
  // Each pair twice, once from either side.
  `create table possible_duplicate (
     one_id uuid not null,
     other_id uuid not null,
     team_id uuid not null,
     score int not null,
     reasons text[] not null,
     constraint possible_duplicate_pkey primary key (one_id, other_id)
   )`,
  `create index possible_duplicate_other_id on possible_duplicate (other_id)`,
  `create index possible_duplicate_team on possible_duplicate (team_id, (-score), one_id, other_id)`,
  ...OWNERS_TABLES.flatMap((table) => [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy ${table}_comparing on ${table} to people_owner using (true) with check (true)`,
  ]),

  `create function compare_later() returns trigger language plpgsql security definer
     set search_path = public, pg_temp as $$
   begin
     insert into comparison_due (about_id)
     select distinct (version ->> tg_argv[0])::uuid
     from unnest(array[to_jsonb(old), to_jsonb(new)]) as version where version is not null;
     return null;
   end $$`,
  `create trigger person_compared after insert or update of team_id, given_name, family_name,
     preferred_name, date_of_birth, nhs_number, merged_into_id on person
     for each row execute function compare_later('id')`,
  `create trigger address_compared after insert or delete or update of person_id, postcode, until_on
     on address for each row execute function compare_later('person_id')`,

  // The service alone does it, one process at a time. A few people at once, because events of
  // others are not told before its transaction has ended. Answers how many it compared.
  `create function compare_due(p_score_min int, p_most int) returns int
     language plpgsql security definer set search_path = public, pg_temp as $$
   declare
     v_people uuid[];
   begin
     if viewer_role() is distinct from 'service'
       or not pg_try_advisory_xact_lock(hashtextextended('compare_due', 0))
     then
       return 0;
     end if;
     with taken as (
       delete from comparison_due
       where id = any (array(select id from comparison_due order by id limit p_most))
       returning about_id)
     select coalesce(array_agg(distinct about_id), '{}') into v_people from taken;
     delete from possible_duplicate where one_id = any (v_people) or other_id = any (v_people);
     insert into possible_duplicate (one_id, other_id, team_id, score, reasons)
     select side.one_id, side.other_id, side.team_id, alike.score, alike.reasons
     from person as one
     cross join lateral records_alike(one, p_score_min) as alike
     cross join lateral (values
       (one.id, alike.other_id, one.team_id), (alike.other_id, one.id, alike.team_id)
     ) as side (one_id, other_id, team_id)
     where one.id = any (v_people) and one.merged_into_id is null
     on conflict do nothing;
     return cardinality(v_people);
   end $$`,

  // What stands in the table may be a moment old, so that everything that decides who hears of a
  // pair is asked of the two people now. A pair within the team is told once.
  `create function duplicates_of_team(p_team uuid, p_first int,
       p_after_score int, p_after_person uuid, p_after_other uuid)
     returns table (person_id uuid, other_id uuid, score int, reasons text[])
     language plpgsql stable security definer set search_path = public, pg_temp as $$
     #variable_conflict use_column
     declare
       v_teams constant uuid[] := viewer_team_ids();
       v_reach constant uuid[] := viewer_reach();
       v_closed constant uuid[] := viewer_closed();
     begin
       if p_team <> all (v_teams)
         or viewer_role() not in ('practitioner', 'manager', 'duty', 'discharge')
       then
         return;
       end if;
       return query
         select pair.one_id, pair.other_id, pair.score, pair.reasons
         from possible_duplicate as pair
         join person as one on one.id = pair.one_id
         join person as other on other.id = pair.other_id
         where pair.team_id = p_team
           and (p_after_score is null
             or (-pair.score, pair.one_id, pair.other_id)
               > (-p_after_score, p_after_person, p_after_other))
           and one.team_id = p_team and one.merged_into_id is null and one.id <> all (v_closed)
           and (other.team_id = any (v_teams) or other.id = any (v_reach))
           and other.merged_into_id is null and other.id <> all (v_closed)
           and (other.team_id <> p_team or one.id < other.id)
           and not are_told_apart(one.id, other.id)
         order by -pair.score, pair.one_id, pair.other_id
         limit p_first;
     end $$`,
  ...['compare_due(int, int)', 'duplicates_of_team(uuid, int, int, uuid, uuid)'].flatMap(
    (signature) => [
      `revoke all on function ${signature} from public`,
      `grant execute on function ${signature} to people_app`,
    ],
  ),
  // Whoever is here already.
  `insert into comparison_due (about_id) select id from person`,
];
