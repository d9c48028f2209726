import { sql } from 'kysely';
import { PRACTISING_ROLES } from './actor.ts';
import { oneOf } from './check-constraints.ts';
import type { Learning } from './consumer.ts';
import type { CouncilEvent } from './event-log.ts';
import { auditedTable } from './foundation.ts';

/**
 * Who reaches a person besides their team, and to whom somebody is closed.
 *
 * `reach` opens one person to one holder: a practitioner, a team or another person. `closure` closes
 * one person, to one practitioner or, without one, to all who are not named. People keeps both; the
 * other services learn them by feed, so that the same rule answers in each database.
 */
export const REACH_TABLES = ['reach', 'closure'] as const;

/** Why somebody reaches a person who is not with their team. */
export const REACH_REASONS = [
  'ALLOCATED_WORKER',
  'CONTACT_OPEN',
  'IN_HOSPITAL',
  'URGENT',
  'REPRESENTATIVE',
  'NAMED',
] as const;
export type ReachReason = (typeof REACH_REASONS)[number];

/** Why somebody is closed to staff who would otherwise reach them. */
export const CLOSURE_REASONS = ['SEALED', 'SELF', 'FAMILY_OR_FRIEND'] as const;
export type ClosureReason = (typeof CLOSURE_REASONS)[number];

/**
 * The rule for a row about a person who is with a team: its staff reach it, and whoever the person
 * is open to, except those to whom the person is closed. A policy adds the person themself.
 */
export function staffReaches(personColumn = 'person_id'): string {
  return (
    `(team_id = any ((select viewer_team_ids())::uuid[]) ` +
    `or ${personColumn} = any ((select viewer_reach())::uuid[])) ` +
    `and ${notClosed(personColumn)}`
  );
}

/** The part of it for rows that somebody reaches for another reason, such as paying for them. */
export function notClosed(personColumn = 'person_id'): string {
  return `${personColumn} <> all ((select viewer_closed())::uuid[])`;
}

/** The service itself: imports, feeds and the seed. */
export const isService = `(select viewer_role()) = 'service'`;

/** The two tables and the functions that policies ask, for a migration of one service. */
export function reachTables(service: string): string[] {
  return [
    `create table reach (
       id uuid not null default uuidv7(),
       person_id uuid not null,
       holder_id uuid not null,
       why text not null,
       reason text,
       from_at timestamptz(3) not null,
       until_at timestamptz(3),
       version int not null default 1,
       constraint reach_pkey primary key (id),
       constraint reach_why_known check (${oneOf('why', REACH_REASONS)}),
       constraint reach_reason_length check (length(reason) >= 10 and length(reason) <= 2000),
       constraint reach_in_order check (until_at >= from_at),
       constraint reach_urgent_is_short check (
         why <> 'URGENT' or coalesce(until_at <= from_at + interval '60 minutes', false))
     )`,
    `create index reach_holder on reach (holder_id, until_at)`,
    `create index reach_person on reach (person_id)`,
    `create table closure (
       id uuid not null default uuidv7(),
       person_id uuid not null,
       practitioner_id uuid,
       why text not null,
       reason text,
       from_at timestamptz(3) not null,
       until_at timestamptz(3),
       version int not null default 1,
       constraint closure_pkey primary key (id),
       constraint closure_why_known check (${oneOf('why', CLOSURE_REASONS)}),
       constraint closure_reason_length check (length(reason) >= 10 and length(reason) <= 2000),
       constraint closure_in_order check (until_at >= from_at),
       constraint closure_sealed_to_all check ((practitioner_id is null) = (why = 'SEALED'))
     )`,
    `create index closure_practitioner on closure (practitioner_id, until_at)`,
    `create index closure_person on closure (person_id)`,
    ...REACH_TABLES.flatMap((table) => [
      `alter table ${table} enable row level security`,
      `alter table ${table} force row level security`,
      `create policy ${table}_service on ${table}
         using ((select viewer_role()) = 'service') with check ((select viewer_role()) = 'service')`,
      // The functions below run as the owner, whom the policies bind too.
      `create policy ${table}_rule on ${table} for select to ${service}_owner using (true)`,
      ...auditedTable(service, table, { app: 'select, insert, update' }),
    ]),
    ...viewerReach(service),
    `alter policy event_read on event using (
       (select viewer_role()) = 'service'
       or team_id = any ((select viewer_team_ids())::uuid[])
         and (person_id is null or ${notClosed()}))`,
  ];
}

/**
 * Both are asked as sub-selects, so PostgreSQL runs each at most once a statement, and `viewer_reach`
 * only when a row is not of the viewer's own team.
 */
function viewerReach(service: string): string[] {
  const now = (row: string): string =>
    `${row}.from_at <= now() and (${row}.until_at is null or ${row}.until_at > now())`;
  // Sub-selects here too: else each row of the table would read the viewer's setting anew.
  // What is open to somebody as the person they are, staff do not reach at work: a representative
  // reads, signed in as themself, and staff would write. And it is open to them while they work with
  // people: for a commissioner a person is a figure, whatever was open to them before.
  const holdersAnd = (others: string): string => `((select coalesce(viewer_team_ids(), '{}') || case
    when viewer_role() = 'citizen' then viewer_person_id()
    when ${oneOf('viewer_role()', PRACTISING_ROLES)} then viewer_practitioner_id()
    ${others}end)::uuid[])`;
  const holders = holdersAnd('');
  // An officer of finance who is named for a sealed record goes on paying for the person. It opens
  // no more to them than finance has of anybody. They are no practitioner, and known by their own id.
  const named = holdersAnd(`when viewer_role() = 'finance' then viewer_id() `);
  const me = `(select case when viewer_role() = 'finance' then viewer_id()
    else viewer_practitioner_id() end)`;
  const functionOf = (name: string, body: string, type = 'uuid[]'): string[] => [
    `create function ${name}() returns ${type} language sql stable security definer parallel safe
       set search_path = public, pg_temp as $$ ${body} $$`,
    `revoke all on function ${name}() from public`,
    `grant execute on function ${name}() to ${service}_app, ${service}_reader`,
  ];
  return [
    ...functionOf(
      'viewer_reach',
      `select coalesce(array_agg(reach.person_id), '{}') from reach
       where reach.holder_id = any (${holders}) and ${now('reach')}`,
    ),
    ...functionOf(
      'viewer_closed',
      `select coalesce(array_agg(closure.person_id), '{}') from closure
       where ${now('closure')}
         and (closure.practitioner_id = ${me} or closure.practitioner_id is null)
         and (select viewer_role()) <> 'service'
         and (closure.practitioner_id is not null or closure.person_id <> all (array(
           select reach.person_id from reach
           where reach.holder_id = any (${named}) and reach.why = 'NAMED' and ${now('reach')})))`,
    ),
    // What is this viewer's own and not their teams': two viewers may share an answer when it is equal.
    ...functionOf(
      'viewer_rights',
      `select coalesce(string_agg(own.rights, ',' order by own.rights), '') from (
         select concat_ws(' ', reach.why, reach.person_id, reach.until_at) as rights from reach
         where reach.holder_id in (${me}, (select viewer_person_id())) and ${now('reach')}
         union all
         select concat_ws(' ', closure.why, closure.person_id, closure.until_at) from closure
         where closure.practitioner_id = ${me} and ${now('closure')}
       ) own`,
      'text',
    ),
  ];
}

/** Kinds of events by which people tells the other services. */
export const REACH_EVENTS = ['reach-changed', 'closure-changed'] as const;

export function isReachEvent({ kind }: Pick<CouncilEvent, 'kind'>): boolean {
  return REACH_EVENTS.some((known) => known === kind);
}

/** Learns one of them. An older version that comes late is passed over. */
export async function learnReach<DB>(
  { db }: Pick<Learning<DB>, 'db'>,
  { kind, subjectId, personId, version, payload }: CouncilEvent,
): Promise<void> {
  const table = kind === 'reach-changed' ? 'reach' : 'closure';
  const whom = table === 'reach' ? 'holder_id' : 'practitioner_id';
  await sql`
    insert into ${sql.table(table)}
      (id, person_id, ${sql.ref(whom)}, why, from_at, until_at, version)
    values (${subjectId}, ${personId}, ${payload['whom'] ?? null}::uuid, ${payload['why']},
      ${payload['fromAt']}::timestamptz, ${payload['untilAt'] ?? null}::timestamptz, ${version})
    on conflict (id) do update
      set person_id = excluded.person_id, until_at = excluded.until_at, version = excluded.version
      where ${sql.table(table)}.version < excluded.version`.execute(db);
}
