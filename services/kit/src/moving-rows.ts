/**
 * Moving what is kept about one person to another when two records turn out to be of one person, and
 * moving exactly that back. The same words in every service's migration.
 *
 * Which tables there are is asked of the catalogue, so that no new one is forgotten: every column
 * named `person_id` or `…_person_id`, every foreign key to `person`, and the holder of a reach. What
 * is append-only stays as it was written.
 *
 * @param staying tables with a rule of their own, which no merge may get past.
 */
export function movingRows(
  service: string,
  { staying = [] }: { readonly staying?: readonly string[] } = {},
): string[] {
  return [
    `create table moved_row (
       merge_id uuid not null,
       table_name text not null,
       column_name text not null,
       row_id uuid not null,
       constraint moved_row_pkey primary key (merge_id, table_name, column_name, row_id)
     )`,
    `grant select on moved_row to ${service}_app`,
    ...guarded(service),
    personColumns(staying),
    followingColumns,
    moveRows,
    moveRowsBack,
    ...[
      'move_person_rows(uuid, uuid, uuid, uuid, uuid, text, text)',
      'move_person_rows_back(uuid, uuid, uuid, uuid, uuid, text, text)',
    ].map((signature) => `revoke all on function ${signature} from public`),
  ];
}

/**
 * Tables that others refer to come first: whoever adds to a conversation holds its row, and what
 * they added must be there to be moved.
 */
function personColumns(staying: readonly string[]): string {
  const has = (column: string): string =>
    `exists (select from pg_attribute where attrelid = kept.oid and attname = '${column}'
       and not attisdropped)`;
  return `create function person_columns()
    returns table (table_name text, column_name text, has_team boolean, has_district boolean,
      has_version boolean)
    language sql stable set search_path = public, pg_catalog, pg_temp as $$
    select kept.relname, named.attname,
      -- A row that only names the person stands with the team of the one it is about.
      named.attname = 'person_id' and ${has('team_id')},
      named.attname = 'person_id' and ${has('district')},
      -- The version of what was learned is that of another service.
      ${has('version')} and kept.relname not in ('reach', 'closure')
        and kept.relname not like 'known\\_%'
    from pg_class as kept
    join pg_attribute as named on named.attrelid = kept.oid and named.attnum > 0
      and not named.attisdropped and named.attgenerated = '' and named.atttypid = 'uuid'::regtype
    where kept.relnamespace = 'public'::regnamespace and kept.relkind in ('r', 'p')
      and not kept.relispartition
      and kept.relname <> all (array[${[...staying, 'moved_row'].map((name) => `'${name}'`).join(', ')}])
      and (named.attname ~ '(^|_)person_id$'
        or kept.relname = 'reach' and named.attname = 'holder_id'
        or exists (select from pg_constraint where contype = 'f' and conrelid = kept.oid
             and confrelid = to_regclass('public.person') and conkey = array[named.attnum]))
      and not exists (select from pg_trigger
        where tgrelid = kept.oid and tgfoid = 'refuse_change'::regproc)
    order by exists (select from pg_constraint where contype = 'f' and confrelid = kept.oid) desc,
      exists (select from pg_constraint where contype = 'f' and conrelid = kept.oid), 1, 2 $$`;
}

/** A row that stood with the person's team stands with the other one's; a team of its own stays. */
const followingColumns = `create function moved_columns(
    column_name text, has_team boolean, has_district boolean, has_version boolean)
  returns text language sql immutable as $$
  select concat_ws(', ', format('%I = $2', column_name),
    case when has_team then 'team_id = case team_id when $3 then $4 else team_id end' end,
    case when has_district then 'district = case district when $5 then $6 else district end' end,
    case when has_version then 'version = version + 1' end) $$`;

/** A row that cannot stand beside one of the kept person's own stays where it is: both are kept. */
const moveRows = `create function move_person_rows(
    p_merge uuid, p_from uuid, p_to uuid, p_from_team uuid, p_to_team uuid,
    p_from_district text, p_to_district text)
  returns void language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    v_column record;
    v_move text;
    v_row uuid;
  begin
    for v_column in select * from person_columns() loop
      v_move := format(
        'with moved as (update %1$I set %3$s where %2$I = $1 and id = coalesce($8, id) returning id)
         insert into moved_row select $7, %1$L, %2$L, id from moved on conflict do nothing',
        v_column.table_name, v_column.column_name,
        moved_columns(v_column.column_name, v_column.has_team, v_column.has_district,
          v_column.has_version));
      begin
        execute v_move using p_from, p_to, p_from_team, p_to_team, p_from_district, p_to_district,
          p_merge, null::uuid;
      exception when integrity_constraint_violation then
        for v_row in execute format('select id from %I where %I = $1',
          v_column.table_name, v_column.column_name) using p_from
        loop
          begin
            execute v_move using p_from, p_to, p_from_team, p_to_team, p_from_district,
              p_to_district, p_merge, v_row;
          exception when integrity_constraint_violation then
            null;
          end;
        end loop;
      end;
    end loop;
  end $$`;

/** Only the rows that this merge has moved, and of these only what is still where it moved them. */
const moveRowsBack = `create function move_person_rows_back(
    p_merge uuid, p_from uuid, p_to uuid, p_from_team uuid, p_to_team uuid,
    p_from_district text, p_to_district text)
  returns void language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    v_column record;
  begin
    for v_column in select * from person_columns() loop
      execute format(
        'update %1$I set %3$s where %2$I = $1 and id in (select row_id from moved_row
           where merge_id = $7 and table_name = %1$L and column_name = %2$L)',
        v_column.table_name, v_column.column_name,
        moved_columns(v_column.column_name, v_column.has_team, v_column.has_district,
          v_column.has_version))
      using p_from, p_to, p_from_team, p_to_team, p_from_district, p_to_district, p_merge;
    end loop;
  end $$`;

/**
 * What was moved is read by the service itself and written by the functions above alone, and the rule
 * says so of everybody, the owner too.
 */
function guarded(service: string): string[] {
  return [
    `alter table moved_row enable row level security`,
    `alter table moved_row force row level security`,
    `create policy moved_row_service on moved_row for select
       using ((select viewer_role()) = 'service')`,
    `create policy moved_row_merge on moved_row to ${service}_owner using (true) with check (true)`,
  ];
}
