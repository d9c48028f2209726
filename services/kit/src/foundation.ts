/**
 * What every service's database stands on, as statements for its first migration: who the viewer
 * is, the audit of writes, the log of reads, the event log, idempotency and the cursors of
 * consumers. The same words in every service, so that an auditor reads them once.
 */
export function foundation(service: string): string[] {
  const app = `${service}_app`;
  const reader = `${service}_reader`;
  return [
    ...viewer(),
    ...appendOnly(),
    ...audit(),
    ...accessLog(app),
    ...eventLog(app),
    ...eventHorizon(),
    ...idempotency(app),
    ...consumerCursor(app),
    `grant usage on schema public to ${app}, ${reader}`,
  ];
}

/**
 * Statements that put one table under the audit of writes and grant the app what it may do.
 * `reportColumns` are the columns the reports role may read: never one that identifies a person.
 */
export function auditedTable(
  service: string,
  table: string,
  grants: { app: string; reportColumns?: readonly string[] },
): string[] {
  return [
    `create trigger ${table}_audit after insert or update or delete on ${table}
       for each row execute function write_audit_entry()`,
    ...openTable(service, table, grants),
  ];
}

/** Grants alone, for a table that is its own audit because nothing in it ever changes. */
export function openTable(
  service: string,
  table: string,
  grants: { app: string; reportColumns?: readonly string[] },
): string[] {
  const { app, reportColumns } = grants;
  return [
    `grant ${app} on ${table} to ${service}_app`,
    ...(reportColumns === undefined
      ? []
      : [`grant select (${reportColumns.join(', ')}) on ${table} to ${service}_reader`]),
  ];
}

/** Refuses update, delete and truncate on a table, whoever asks. */
export function appendOnlyTable(table: string): string[] {
  return [
    `create trigger ${table}_append_only before update or delete on ${table}
       for each row execute function refuse_change()`,
    `create trigger ${table}_no_truncate before truncate on ${table}
       for each statement execute function refuse_change()`,
  ];
}

/**
 * The viewer is one setting of the transaction, `app.viewer`, a JSON object. After any transaction
 * on a pooled connection the setting reads '' rather than unset, and both mean nobody.
 *
 * Policies write these calls as sub-selects, `(select viewer_id())`, so that PostgreSQL evaluates
 * them once a statement instead of once a row.
 */
function viewer(): string[] {
  const text = (field: string): string =>
    `nullif(current_setting('app.viewer', true), '')::jsonb ->> '${field}'`;
  const reading = (name: string, type: string, expression: string): string =>
    `create function ${name}() returns ${type} language sql stable parallel safe
       as $$ select ${expression} $$`;
  return [
    reading('viewer_id', 'uuid', `(${text('id')})::uuid`),
    reading('viewer_role', 'text', text('role')),
    reading('viewer_practitioner_id', 'uuid', `(${text('practitionerId')})::uuid`),
    reading('viewer_person_id', 'uuid', `(${text('personId')})::uuid`),
    reading('viewer_team_ids', 'uuid[]', `(${text('teamIds')})::uuid[]`),
  ];
}

function appendOnly(): string[] {
  return [
    `create function refuse_change() returns trigger language plpgsql as $$
     begin
       raise exception '% is append-only', tg_table_name using errcode = '0A000';
     end $$`,
  ];
}

/** The trigger cannot be forgotten by any code path, and a write that nobody signed is refused. */
function audit(): string[] {
  return [
    `create table audit_entry (
       id bigint generated always as identity primary key,
       at timestamptz not null default clock_timestamp(),
       actor_id uuid not null,
       actor_role text not null,
       table_name text not null,
       row_id uuid not null,
       before jsonb,
       after jsonb
     )`,
    `create index audit_entry_row on audit_entry (row_id, id)`,
    ...appendOnlyTable('audit_entry'),
    `create function write_audit_entry() returns trigger language plpgsql security definer
       set search_path = public, pg_temp as $$
     begin
       insert into audit_entry (actor_id, actor_role, table_name, row_id, before, after)
       values (viewer_id(), viewer_role(), tg_table_name, coalesce(new.id, old.id),
               to_jsonb(old), to_jsonb(new));
       return null;
     end $$`,
  ];
}

/**
 * Who looked at whom: one row a person and operation. The app writes it through a function only,
 * and nobody changes it. The person may read the rows about themself, the privacy officer all.
 */
function accessLog(app: string): string[] {
  return [
    `create table access_log (
       id bigint generated always as identity primary key,
       at timestamptz not null default clock_timestamp(),
       actor_id uuid not null,
       actor_name text not null,
       actor_role text not null,
       team_ids uuid[] not null,
       person_id uuid not null,
       operation text not null,
       request_id text not null
     )`,
    `create index access_log_person on access_log (person_id, id)`,
    ...appendOnlyTable('access_log'),
    `alter table access_log enable row level security`,
    `create policy access_log_read on access_log for select using (
       person_id = (select viewer_person_id()) or (select viewer_role()) = 'privacy')`,
    `grant select on access_log to ${app}`,
    `create function record_access(p_looks jsonb) returns void language sql security definer
       set search_path = public, pg_temp as $$
       insert into access_log
         (actor_id, actor_name, actor_role, team_ids, person_id, operation, request_id)
       select look.actor_id, look.actor_name, look.actor_role, look.team_ids, person.id::uuid,
              look.operation, look.request_id
       from jsonb_to_recordset(p_looks) as look(
         actor_id uuid, actor_name text, actor_role text, team_ids uuid[],
         person_ids jsonb, operation text, request_id text)
       cross join lateral jsonb_array_elements_text(look.person_ids) as person(id) $$`,
    `revoke all on function record_access(jsonb) from public`,
    `grant execute on function record_access(jsonb) to ${app}`,
  ];
}

/**
 * The event log. The cursor is (xid, id), and a reader stops below the oldest running transaction,
 * so that an event whose transaction commits late is never skipped.
 */
function eventLog(app: string): string[] {
  return [
    `create table event (
       xid xid8 not null default pg_current_xact_id(),
       id bigint generated always as identity,
       at timestamptz not null default clock_timestamp(),
       kind text not null,
       subject_id uuid not null,
       person_id uuid,
       team_id uuid,
       version integer not null,
       payload jsonb not null default '{}',
       primary key (xid, id)
     )`,
    `create index event_team on event (team_id, xid, id)`,
    ...appendOnlyTable('event'),
    `alter table event enable row level security`,
    `create policy event_record on event for insert with check ((select viewer_id()) is not null)`,
    `create policy event_read on event for select using (
       (select viewer_role()) = 'service'
       or team_id = any ((select viewer_team_ids())::uuid[]))`,
    `grant select, insert on event to ${app}`,
  ];
}

/**
 * The oldest transaction that may still add an event here: of those that run in this statement's
 * snapshot, the first that is not known to belong to another database. One that ended meanwhile
 * counts as running, because this snapshot does not see what it wrote.
 */
function eventHorizon(): string[] {
  return [
    `create function event_horizon() returns xid8 language sql volatile as $$
       select coalesce(min(running.xid), pg_snapshot_xmax(pg_current_snapshot()))
       from pg_snapshot_xip(pg_current_snapshot()) as running(xid)
       where not exists (
         select from pg_locks
         join pg_stat_activity using (pid)
         where locktype = 'transactionid' and granted and mode = 'ExclusiveLock'
           and transactionid = running.xid::xid
           and datname <> current_database()
       ) $$`,
  ];
}

/** The first answer to each key, so that a call sent twice is done once. Each actor has their own. */
function idempotency(app: string): string[] {
  return [
    `create table idempotency (
       actor_id uuid not null,
       key text not null,
       fingerprint text not null,
       answer jsonb,
       at timestamptz not null default clock_timestamp(),
       primary key (actor_id, key)
     )`,
    `create index idempotency_at on idempotency (at)`,
    `alter table idempotency enable row level security`,
    `create policy idempotency_own on idempotency
       using (actor_id = (select viewer_id())) with check (actor_id = (select viewer_id()))`,
    `grant select, insert, update on idempotency to ${app}`,
  ];
}

/** How far each consumer has learned, kept in the transaction that keeps what it learned. */
function consumerCursor(app: string): string[] {
  return [
    `create table consumer_cursor (
       consumer text primary key,
       cursor text not null,
       at timestamptz not null default clock_timestamp()
     )`,
    `grant select, insert, update on consumer_cursor to ${app}`,
  ];
}

/** The tables above: the ORM neither maps nor compares them. */
export const FOUNDATION_TABLES = [
  'audit_entry',
  'access_log',
  'event',
  'idempotency',
  'consumer_cursor',
] as const;
