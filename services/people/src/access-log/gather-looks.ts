import type { EventConsumer, Learning } from '@connected-lives/kit/consumer';
import type { CouncilEvent } from '@connected-lives/kit/event-log';
import { SERVICE_NAMES, type ServiceName } from '@connected-lives/kit/service-name';
import { sql } from 'kysely';
import type { PeopleTables } from '../tables.ts';
import { raiseAlertsAbout } from './raise-alerts.ts';

/** Gathers who looked at whom in one service into the council's one list. */
function gatherLooks(from: ServiceName): EventConsumer<PeopleTables> {
  return {
    from,
    about: 'looks',
    kinds: ['look'],
    learn: (learning, event) => keepLooks(learning, from, [event]),
    learnPage: (learning, events) => keepLooks(learning, from, events),
  };
}

export const gatherers = SERVICE_NAMES.map(gatherLooks);

async function keepLooks(
  learning: Learning<PeopleTables>,
  service: ServiceName,
  events: readonly CouncilEvent[],
): Promise<void> {
  const looks = events.map(({ at, personId, payload }, place) => ({
    ...payload,
    place,
    at,
    personId,
  }));
  // One service's looks at a time: the same look and the same hour are written by all three, and two
  // that wait for each other's rows would be a deadlock.
  await sql`select pg_advisory_xact_lock(hashtext('gathering of looks'))`.execute(learning.db);
  const { rows } = await sql<{ actorId: string }>`
    with kept as (
    insert into look (person_id, request_id, operation, actor_id, actor_name, actor_role,
      actor_person_id, team_ids, purpose, client_id, origin, services, at, relationship)
    select distinct on ("requestId", "actorId", "personId", operation)
      "personId", "requestId", operation, "actorId", "actorName", "actorRole",
      "actorPersonId", "teamIds", purpose, "clientId", origin, array[${service}::text], at,
      ${relationship}
    from jsonb_to_recordset(${JSON.stringify(looks)}::jsonb) as seen(
      place int, at timestamptz, "personId" uuid, "requestId" text, operation text,
      "actorId" uuid, "actorName" text, "actorRole" text, "actorPersonId" uuid,
      "teamIds" uuid[], purpose text, "clientId" text, origin text)
    left join person on person.id = seen."personId"
    order by "requestId", "actorId", "personId", operation, place
    on conflict (request_id, actor_id, person_id, operation) do update
      set services = look.services || excluded.services
      where not look.services @> excluded.services
    returning actor_id, actor_role, person_id, relationship, look.at
    )
    insert into hourly_look (actor_id, hour, whom, out_of_hours)
    select actor_id, date_trunc('hour', at), person_id, bool_or(${outOfHours})
    from kept where actor_role not in ('citizen', 'service', 'privacy')
    group by 1, 2, 3
    on conflict (actor_id, hour, whom) do update set out_of_hours = true
      where excluded.out_of_hours and not hourly_look.out_of_hours
    returning actor_id`.execute(learning.db);
  await raiseAlertsAbout(learning, [...new Set(rows.map(({ actorId }) => actorId))]);
}

/** At night, at somebody whom nobody's emergency and no team of their own leads them to. */
const outOfHours = sql<boolean>`(at at time zone 'Europe/London')::time not between '07:00' and '20:00'
  and coalesce(relationship, 'NONE') not in
    ('SELF', 'OWN_TEAM', 'CONTACT_OPEN', 'IN_HOSPITAL', 'URGENT', 'REPRESENTATIVE')`;

/** Asked a moment after the look, of what people knows: the team, the openings of that moment, and who pays. */
const relationship = sql`
  case
    when "actorPersonId" = "personId" then 'SELF'
    when person.team_id = any ("teamIds")
      and "actorRole" in ('practitioner', 'manager', 'duty', 'discharge') then 'OWN_TEAM'
    when person.paid_for and "actorRole" = 'finance' then 'PAYS'
    else (
      select reach.why from reach
      where reach.person_id = seen."personId"
        and reach.holder_id = any ("teamIds" || "actorId" || "actorPersonId")
        and reach.from_at <= seen.at + interval '1 second'
        and (reach.until_at is null or reach.until_at > seen.at)
      order by reach.why = 'URGENT', reach.from_at limit 1)
  end`;
