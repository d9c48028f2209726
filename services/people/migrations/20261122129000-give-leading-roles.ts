import { Migration } from '@mikro-orm/migrations';
import { LEADING_ROLES } from '../src/practitioners/held-role.ts';
import { leadsCouncil } from '../src/teams/team.access.ts';

/** Who leads the council, those say who lead it. */
export class GiveLeadingRoles20261122129000 extends Migration {
  override up(): void {
    for (const statement of statements) {
      this.addSql(statement);
    }
  }
}

const leading = LEADING_ROLES.map((role) => `'${role}'`).join(', ');
const othersOf = (roles: string): string =>
  `array(select role from unnest(${roles}) as role where role not in (${leading}))`;

const statements = [
  `create function leading_roles(p_roles text[]) returns text[] language sql immutable parallel safe
     as $$ select coalesce(array_agg(distinct role order by role), '{}')
       from unnest(p_roles) as role where role in (${leading}) $$`,

  // Asks practitioners about the viewer, which a rule of that table cannot do itself: it would ask
  // the rule again. This runs as the owner, and is asked from a trigger.
  `create function viewer_leads_council() returns boolean language sql stable security definer
     set search_path = public, pg_temp as $$ select coalesce(${leadsCouncil}, false) $$`,
  `revoke all on function viewer_leads_council() from public`,
  `grant execute on function viewer_leads_council() to people_app`,

  `create function refuse_unappointed_lead() returns trigger language plpgsql as $$
   declare
     v_before text[] := '{}';
     v_after text[] := leading_roles(new.held_roles);
   begin
     if tg_op = 'UPDATE' then v_before := leading_roles(old.held_roles); end if;
     if v_after <> v_before and viewer_role() is distinct from 'service' and (
       not viewer_leads_council()
       or new.id is not distinct from viewer_practitioner_id() and not v_after <@ v_before
     ) then
       raise exception 'who leads the council, those say who lead it' using errcode = '42501';
     end if;
     -- Any manager takes back somebody who had left, and would make a lead of them again.
     if tg_op = 'UPDATE' and new.left_on is null
       and old.left_on < (now() at time zone 'Europe/London')::date
     then
       new.held_roles := ${othersOf('new.held_roles')};
     end if;
     return new;
   end $$`,
  `create trigger practitioner_leads before insert or update of held_roles, left_on on practitioner
     for each row execute function refuse_unappointed_lead()`,

  // Of anybody, also of another team, where whoever leads may change nothing else. Null when the
  // viewer does not lead, or there is no such practitioner.
  `create function give_leading_roles(p_practitioner uuid, p_roles text[]) returns int
     language plpgsql security definer set search_path = public, pg_temp as $$
   declare
     v_version int;
   begin
     update practitioner set version = version + 1, held_roles =
       ${othersOf('held_roles')} || leading_roles(p_roles)
     where id = p_practitioner and viewer_leads_council()
     returning version into v_version;
     return v_version;
   end $$`,
  `revoke all on function give_leading_roles(uuid, text[]) from public`,
  `grant execute on function give_leading_roles(uuid, text[]) to people_app`,
];
