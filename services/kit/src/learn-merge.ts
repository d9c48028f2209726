import { sql } from 'kysely';
import type { Learning } from './consumer.ts';
import type { CouncilEvent } from './event-log.ts';
import { auditedTable } from './foundation.ts';
import { movingRows } from './moving-rows.ts';

/** Kinds of events by which people tells that two records are of one person, or were not after all. */
export const MERGE_EVENTS = ['people-merged', 'people-merge-undone'] as const;
export const MERGED_VERSION = 1;
export const UNDONE_VERSION = 2;

export function isMergeEvent({ kind }: Pick<CouncilEvent, 'kind'>): boolean {
  return MERGE_EVENTS.some((known) => known === kind);
}

/**
 * What a service needs to learn of merges, for its migration. It has `known_person` already, whose
 * merged rows its policies then hide.
 */
export function knownMerges(service: string): string[] {
  return [
    `create table known_merge (
       id uuid not null,
       kept_id uuid not null,
       merged_id uuid not null,
       version int not null,
       constraint known_merge_pkey primary key (id)
     )`,
    `create index known_merge_merged on known_merge (merged_id) where version = ${MERGED_VERSION}`,
    `alter table known_merge enable row level security`,
    `alter table known_merge force row level security`,
    `create policy known_merge_service on known_merge
       using ((select viewer_role()) = 'service') with check ((select viewer_role()) = 'service')`,
    ...auditedTable(service, 'known_merge', { app: 'select' }),
    `alter table known_person add column merged_into_id uuid`,
    ...movingRows(service),
    learnMergeFunction,
    followMerges,
    ...['learn_merge(uuid, uuid, uuid, int)', 'follow_merges(uuid)'].flatMap((signature) => [
      `revoke all on function ${signature} from public`,
      `grant execute on function ${signature} to ${service}_app`,
    ]),
  ];
}

/**
 * Heard twice, late or before the merge that it undoes, it leaves the same: only a newer version is
 * news. Runs as the owner, because the app may change only what people change, and asks who calls.
 */
const learnMergeFunction = `create function learn_merge(
    p_id uuid, p_kept uuid, p_merged uuid, p_version int)
  returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    v_known int;
    v_kept known_person;
    v_merged known_person;
  begin
    if viewer_role() is distinct from 'service' then
      raise exception 'only the service itself learns of merges' using errcode = '42501';
    end if;
    select version into v_known from known_merge where id = p_id for update;
    if v_known >= p_version then return false; end if;
    insert into known_merge (id, kept_id, merged_id, version)
      values (p_id, p_kept, p_merged, p_version)
      on conflict (id) do update set version = excluded.version;
    if v_known is null and p_version > ${MERGED_VERSION} then return false; end if;

    select * into v_kept from known_person where id = p_kept;
    select * into v_merged from known_person where id = p_merged;
    if p_version = ${MERGED_VERSION} then
      perform move_person_rows(p_id, p_merged, p_kept, v_merged.team_id, v_kept.team_id,
        v_merged.district, v_kept.district);
      update known_person set merged_into_id = p_kept where id = p_merged;
    else
      update known_person set merged_into_id = null where id = p_merged;
      perform move_person_rows_back(p_id, p_kept, p_merged, v_kept.team_id, v_merged.team_id,
        v_kept.district, v_merged.district);
    end if;
    return true;
  end $$`;

/** For what came late from a service that had not heard of the merge when it wrote it. */
const followMerges = `create function follow_merges(p_person uuid) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    v_merge known_merge;
    v_kept known_person;
    v_merged known_person;
  begin
    if viewer_role() is distinct from 'service' then
      raise exception 'only the service itself follows merges' using errcode = '42501';
    end if;
    for v_merge in select * from known_merge
      where merged_id = p_person and version = ${MERGED_VERSION}
    loop
      select * into v_kept from known_person where id = v_merge.kept_id;
      select * into v_merged from known_person where id = v_merge.merged_id;
      perform move_person_rows(v_merge.id, v_merge.merged_id, v_merge.kept_id, v_merged.team_id,
        v_kept.team_id, v_merged.district, v_kept.district);
      perform follow_merges(v_merge.kept_id);
    end loop;
  end $$`;

/** Learns one of them. Answers whether it was news. */
export async function learnMerge<DB>(
  { db }: Pick<Learning<DB>, 'db'>,
  { subjectId, version, payload }: CouncilEvent,
): Promise<boolean> {
  const { rows } = await sql<{ news: boolean }>`
    select learn_merge(${subjectId}::uuid, ${payload['keptId']}::uuid,
      ${payload['mergedId']}::uuid, ${version}::int) as news`.execute(db);
  return rows[0]?.news === true;
}
