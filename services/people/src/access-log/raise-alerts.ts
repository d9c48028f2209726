import type { Learning } from '@connected-lives/kit/consumer';
import { type RawBuilder, sql } from 'kysely';
import type { PeopleTables } from '../tables.ts';
import { PrivacyAlertKind } from './privacy-alert.table.ts';
import { privacyAlertRaised } from './privacy-alert.events.ts';

interface Rule {
  readonly kind: PrivacyAlertKind;
  /** The span that one alert speaks for: a clock hour or a day of the council. */
  readonly unit: 'hour' | 'day';
  /** Which looks of that span count. */
  readonly counts: RawBuilder<boolean>;
  /** From how many different people on it is worth an alert, and what to say of the limit. */
  readonly limit: RawBuilder<number>;
}

const RULES: readonly Rule[] = [
  {
    kind: PrivacyAlertKind.MANY_PEOPLE_IN_AN_HOUR,
    unit: 'hour',
    counts: sql`true`,
    limit: sql`(select people from privacy_limit where span = 'HOUR')`,
  },
  {
    kind: PrivacyAlertKind.MANY_PEOPLE_IN_A_DAY,
    unit: 'day',
    counts: sql`true`,
    limit: sql`(select people from privacy_limit where span = 'DAY')`,
  },
  {
    kind: PrivacyAlertKind.OUT_OF_HOURS,
    unit: 'day',
    counts: sql`out_of_hours`,
    limit: sql`0`,
  },
];

/** Asks of those who have just looked whether what they looked at today is unusual. */
export async function raiseAlertsAbout(
  learning: Learning<PeopleTables>,
  actorIds: readonly string[],
): Promise<void> {
  if (actorIds.length === 0) {
    return;
  }
  const { rows: looked } = await worthAsking(actorIds).execute(learning.db);
  if (looked.length === 0) {
    return;
  }
  for (const rule of RULES) {
    const { rows } = await raise(
      rule,
      looked.map(({ actorId }) => actorId),
    ).execute(learning.db);
    for (const { id } of rows) {
      await learning.record(privacyAlertRaised(id, rule.kind));
    }
  }
}

/** Those of whom any rule may say something. On an ordinary day that is nobody, in one statement. */
function worthAsking(actorIds: readonly string[]) {
  return sql<{ actorId: string }>`
    select actor_id from hourly_look
    where actor_id = any (${actorIds}::uuid[])
      and hour >= date_trunc('day', now(), 'Europe/London')
    group by actor_id
    having bool_or(out_of_hours)
      or count(distinct whom) > (select min(people) from privacy_limit)`;
}

/** Once for each member of staff and span. Whoever has an alert already is not counted again. */
function raise({ kind, unit, counts, limit }: Rule, actorIds: readonly string[]) {
  return sql<{ id: string }>`
    with span as (
      select date_trunc(${unit}, now(), 'Europe/London') as from_at
    ), named as (
      select actor_id, ${kind} || ' ' || actor_id || ' ' || span.from_at as once, span.from_at
      from unnest(${actorIds}::uuid[]) as looked(actor_id) cross join span
    ), asked as materialized (
      select * from named
      where not exists (select from privacy_alert_subject known where known.once = named.once)
    ), unusual as (
      select asked.actor_id, asked.once, asked.from_at, looked.*
      from asked
      cross join lateral (
        select count(distinct whom)::int as people
        from hourly_look
        where hourly_look.actor_id = asked.actor_id and hour >= asked.from_at and ${counts}
      ) looked
      where looked.people > ${limit}
    ), subject as (
      insert into privacy_alert_subject
        (alert_id, once, actor_id, actor_name, from_at, until_at)
      select uuidv7(), once, actor_id, (
          select look.actor_name from look where look.actor_id = unusual.actor_id
          order by at desc limit 1),
        from_at, from_at + ${`1 ${unit}`}::interval
      from unusual
      on conflict (once) do nothing
      returning alert_id, once
    )
    insert into privacy_alert (id, kind, team_kind, people, limit_people)
    select subject.alert_id, ${kind}, telling_team_kind((
        select team_ids from look where look.actor_id = unusual.actor_id order by at desc limit 1)),
      case when ${limit} > 0 then unusual.people end, nullif(${limit}, 0)
    from subject join unusual using (once)
    returning id`;
}
