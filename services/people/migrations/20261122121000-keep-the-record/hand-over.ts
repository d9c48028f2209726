import { standingReach } from '../../src/reach/reach.access.ts';

/**
 * Handing a person to a team that the one who hands them over is not in. PostgreSQL asks that
 * whoever changes a row still sees it afterwards, so this runs as the owner, who sees the one person
 * that is being handed over. Whether the viewer may change the person stays the policy's decision,
 * and an urgent opening is not enough for it: null when not.
 */
export const handOver = [
  `create function handed_over_person() returns uuid language sql stable parallel safe
     as $$ select nullif(current_setting('app.handing_over', true), '')::uuid $$`,
  `create policy person_handed_over on person for select to people_owner using (
     id = (select handed_over_person()))`,
  `create function hand_over_person(p_person uuid, p_team uuid) returns int language plpgsql
     security definer set search_path = public, pg_temp as $$
   declare
     v_version int;
   begin
     perform set_config('app.handing_over', p_person::text, true);
     update person set team_id = p_team, version = version + 1
     where id = p_person and ${standingReach}
     returning version into v_version;
     perform set_config('app.handing_over', '', true);
     return v_version;
   end $$`,
  `revoke all on function hand_over_person(uuid, uuid) from public`,
  `grant execute on function hand_over_person(uuid, uuid) to people_app`,
];
