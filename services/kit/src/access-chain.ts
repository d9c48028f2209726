import { appendOnlyTable } from './foundation.ts';

/** The logs that are chained: who looked at whom, and what was changed. */
export const CHAINED_LOGS = ['access_log', 'audit_entry'] as const;
export type ChainedLog = (typeof CHAINED_LOGS)[number];

/** What each service keeps of its own chains, and of what the others said of theirs. */
export const CHAIN_TABLES = ['seal', 'heard_seal'] as const;

/** No seal covers more rows, so that making or checking one never takes long. */
export const ROWS_PER_SEAL_MAX = 20_000;

/**
 * Statements that bring a service's logs under a hash chain, for a migration of each service.
 *
 * Rows are written in any order by many transactions at once, so no row knows the one before it.
 * Instead a sealer closes what is settled, in the order of transactions and then of rows in one:
 * a seal says from where to where, how many, the digest of the rows' text, and the hash over all
 * that and the hash before. `npm run verify:audit` computes the same from the rows as they are.
 */
export function accessChain(service: string): string[] {
  const app = `${service}_app`;
  return [
    ...circumstances,
    ...recordAccess(app),
    ...feed,
    ...horizonOfTheStatement,
    ...seals(service),
    ...CHAINED_LOGS.flatMap((log) => sealing(service, log)),
    ...heardSeals(service),
  ];
}

/** The text of one row, the same for the same values whatever a session's settings are. */
export function lineOf(log: ChainedLog): string {
  const columns = {
    access_log:
      'actor_id, actor_name, actor_role, team_ids, person_id, operation, request_id, ' +
      'purpose, client_id, origin, actor_person_id',
    audit_entry: 'actor_id, actor_role, table_name, row_id, before, after',
  };
  return `jsonb_build_array(xid::text, id, ${microseconds}, ${columns[log]})::text`;
}

/** The digest of the rows that a query names `line`, in the order of the chain. */
export const DIGEST = `sha256(string_agg(convert_to(line, 'UTF8'), '\\x0a'::bytea order by xid, id))`;

const microseconds = `(extract(epoch from at) * 1000000)::bigint`;

/** Why somebody looked, by which program and from where; and the order in which looks are sealed. */
const circumstances = [
  `alter table access_log
     add column xid xid8 not null default pg_current_xact_id(),
     add column purpose text,
     add column client_id text,
     add column origin text,
     add column actor_person_id uuid`,
  `create index access_log_order on access_log (xid, id)`,
  `alter table audit_entry add column xid xid8 not null default pg_current_xact_id()`,
  `create index audit_entry_order on audit_entry (xid, id)`,
];

function recordAccess(app: string): string[] {
  const columns =
    'actor_id, actor_name, actor_role, team_ids, operation, request_id, purpose, client_id, ' +
    'origin, actor_person_id';
  return [
    `create or replace function record_access(p_looks jsonb) returns void language sql
       security definer set search_path = public, pg_temp as $$
       insert into access_log (person_id, ${columns})
       select person.id::uuid, ${columns}
       from jsonb_to_recordset(p_looks) as look(
         actor_id uuid, actor_name text, actor_role text, team_ids uuid[],
         person_ids jsonb, operation text, request_id text, purpose text, client_id text,
         origin text, actor_person_id uuid)
       cross join lateral jsonb_array_elements_text(look.person_ids) as person(id) $$`,
    `revoke all on function record_access(jsonb) from public`,
    `grant execute on function record_access(jsonb) to ${app}`,
  ];
}

/** The council's own services read the log, to gather it. */
const feed = [
  `create policy access_log_feed on access_log for select
     using ((select viewer_role()) = 'service')`,
];

/**
 * A volatile function sees what was committed since its statement began: it could name a horizon
 * above a row that the statement itself does not see, and a follower would pass over that row.
 */
const horizonOfTheStatement = [`alter function event_horizon() stable`];

function seals(service: string): string[] {
  return [
    `create table seal (
     log text not null,
     number bigint not null,
     from_xid xid8 not null,
     from_id bigint not null,
     to_xid xid8 not null,
     to_id bigint not null,
     rows bigint not null,
     digest bytea not null,
     hash bytea not null,
     at timestamptz not null,
     constraint seal_pkey primary key (log, number)
   )`,
    ...appendOnlyTable('seal'),
    `alter table seal enable row level security`,
    `alter table seal force row level security`,
    // The functions that seal, and the check of the chains, run as the owner.
    `create policy seal_owner on seal to ${service}_owner using (true) with check (true)`,
  ];
}

/**
 * Closes what is settled of one log. One process at a time; the others find nothing to do. The
 * horizon is taken first and the rows are read after it, so that whatever ended below it is seen.
 * They are read along the index also where nothing is known yet of how many there are.
 */
function sealing(service: string, log: ChainedLog): string[] {
  return [
    `create function seal_${log}() returns setof seal language plpgsql security definer
       set search_path = pg_catalog, public, pg_temp
       set enable_seqscan = off set enable_bitmapscan = off as $$
     declare
       horizon xid8;
       previous seal;
       sealed_at timestamptz := clock_timestamp();
     begin
       if not pg_try_advisory_xact_lock(hashtext('seal'), hashtext('${log}')) then
         return;
       end if;
       horizon := event_horizon();
       select * into previous from seal where seal.log = '${log}' order by seal.number desc limit 1;
       if previous.number is null then
         previous := row('${log}', 0, '0', -1, '0', -1, 0, ''::bytea, ''::bytea, sealed_at);
       end if;
       return query
       with settled as materialized (
         select xid, id, ${lineOf(log)} as line from ${log}
         where (xid, id) > (previous.to_xid, previous.to_id) and xid < horizon
         order by xid, id limit ${ROWS_PER_SEAL_MAX}
       ), last as (
         select xid, id from settled order by xid desc, id desc limit 1
       ), whole as (
         select count(*) as rows, ${DIGEST} as digest from settled
       )
       insert into seal (log, number, from_xid, from_id, to_xid, to_id, rows, digest, hash, at)
       select '${log}', previous.number + 1, previous.to_xid, previous.to_id, last.xid, last.id,
         whole.rows, whole.digest,
         sha256(previous.hash || convert_to(concat_ws(' ', '${service}', '${log}', previous.number + 1,
           previous.to_xid, previous.to_id, last.xid, last.id, whole.rows,
           encode(whole.digest, 'hex'), (extract(epoch from sealed_at) * 1000000)::bigint), 'UTF8')),
         sealed_at
       from whole cross join last
       returning *;
     end $$`,
    `revoke all on function seal_${log}() from public`,
    `grant execute on function seal_${log}() to ${service}_app`,
  ];
}

/**
 * What other services said that their newest seal was. Whoever writes a whole chain anew in one
 * database would have to do so in the others too.
 */
function heardSeals(service: string): string[] {
  return [
    `create table heard_seal (
       service text not null,
       log text not null,
       number bigint not null,
       hash text not null,
       at timestamptz not null default clock_timestamp(),
       constraint heard_seal_pkey primary key (service, log, number)
     )`,
    ...appendOnlyTable('heard_seal'),
    `alter table heard_seal enable row level security`,
    `alter table heard_seal force row level security`,
    `create policy heard_seal_check on heard_seal for select to ${service}_owner using (true)`,
    `create policy heard_seal_service on heard_seal
       using ((select viewer_role()) = 'service') with check ((select viewer_role()) = 'service')`,
    `grant select, insert on heard_seal to ${service}_app`,
  ];
}
