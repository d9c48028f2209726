import type { ServiceName } from '@connected-lives/kit/service-name';
import type { testCouncil } from '../test-council.ts';

type Council = ReturnType<typeof testCouncil>;

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly hasDefault: boolean;
  /** The table of the same database whose id it holds. */
  readonly refersTo: string | undefined;
}

export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** They say who looked, who may look and what happened, and are written by the product alone. */
const KEPT_BY_THE_PRODUCT = [
  'access_log',
  'audit_entry',
  'closure',
  'event',
  'look',
  'moved_row',
  'not_the_same',
  'person_merge',
  'privacy_alert_subject',
  'reach',
];

/** Every table with a person's id in it, those that others refer to first. */
export async function tablesAboutPeople(council: Council, service: ServiceName): Promise<Table[]> {
  const columns = await council.rows<{
    table: string;
    name: string;
    type: string;
    nullable: boolean;
    has_default: boolean;
    refers_to: string | null;
  }>(
    service,
    `select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type,
       not a.attnotnull as nullable, a.atthasdef as has_default,
       (select f.confrelid::regclass::text from pg_constraint f
        where f.contype = 'f' and f.conrelid = c.oid and f.conkey = array[a.attnum]
        limit 1) as refers_to
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
       and c.relname <> all ($1)
       and exists (select from pg_attribute p where p.attrelid = c.oid and p.attname = 'person_id')
     order by c.relname, a.attnum`,
    [KEPT_BY_THE_PRODUCT],
  );
  const tables = Map.groupBy(columns, ({ table }) => table)
    .entries()
    .map(([name, rows]): Table => ({
      name,
      columns: rows.map((row) => ({
        name: row.name,
        type: row.type,
        nullable: row.nullable,
        hasDefault: row.has_default,
        refersTo: row.refers_to ?? undefined,
      })),
    }))
    .toArray();
  return inOrderOfReference(tables);
}

/** The first word that a check constraint allows a column, by column. */
export async function allowedWords(
  council: Council,
  service: ServiceName,
  table: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await council.rows<{ said: string }>(
    service,
    `select pg_get_constraintdef(oid) as said from pg_constraint
     where conrelid = $1::regclass and contype = 'c'`,
    [table],
  );
  return new Map(
    rows.flatMap(({ said }) => {
      const match = /\((\w+) (?:= ANY|<@) \(?ARRAY\['([^']+)'/.exec(said);
      return match?.[1] === undefined || match[2] === undefined ? [] : [[match[1], match[2]]];
    }),
  );
}

function inOrderOfReference(tables: readonly Table[]): Table[] {
  const placed: Table[] = [];
  const place = (table: Table): void => {
    if (placed.includes(table)) {
      return;
    }
    for (const { refersTo } of table.columns) {
      const other = tables.find(({ name }) => name === refersTo);
      if (other !== undefined && other !== table) {
        place(other);
      }
    }
    placed.push(table);
  };
  tables.forEach(place);
  return placed;
}
