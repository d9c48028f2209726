/** One statement, with its values bound. */
export type Ask = <Row>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** A table that has rows about people, and how to find one person's with their ids as `$1`. */
export interface Table {
  readonly name: string;
  readonly condition: string;
  readonly columns: readonly string[];
}

export interface Kept {
  readonly about: readonly Table[];
  /** Columns by which a row of one person's record names another person. */
  readonly elsewhere: readonly { readonly table: string; readonly column: string }[];
  readonly hasAudit: boolean;
}

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

interface Reference {
  readonly child: string;
  readonly column: string;
  readonly parent: string;
  readonly key: string;
}

/** What there is to read about people, as far as whoever asks may read it at all. */
export async function keptIn(ask: Ask, personTable: string): Promise<Kept> {
  const columns = await ask<Column>(COLUMNS);
  const references = await ask<Reference>(REFERENCES);
  const tables = Map.groupBy(columns, ({ table }) => table);
  const conditions = new Map<string, string>([[personTable, 'id = any ($1::uuid[])']]);
  const byPerson = columns.filter(({ column, type }) => column === 'person_id' && type === 'uuid');
  byPerson.forEach(({ table }) => conditions.set(table, 'person_id = any ($1::uuid[])'));
  addParts(conditions, references, personTable);

  return {
    about: [...conditions]
      .filter(([name]) => tables.has(name))
      .map(([name, condition]) => ({
        name,
        condition,
        columns: tables.get(name)?.map(({ column }) => column) ?? [],
      })),
    elsewhere: byPerson.flatMap(({ table }) =>
      columns
        .filter(
          ({ table: of, column, type }) =>
            of === table &&
            type === 'uuid' &&
            column !== 'person_id' &&
            (column.endsWith('_person_id') ||
              references.some(
                ({ child, column: by, parent }) =>
                  child === table && by === column && parent === personTable,
              )),
        )
        .map(({ column }) => ({ table, column })),
    ),
    hasAudit: tables.has('audit_entry'),
  };
}

/**
 * What has no person of its own and hangs below something that has: a commitment's payments. Asked
 * again until nothing more is found, because a part may have parts.
 */
function addParts(
  conditions: Map<string, string>,
  references: readonly Reference[],
  personTable: string,
): void {
  const parts = [...Map.groupBy(references, ({ child }) => child)].filter(
    ([child]) => !conditions.has(child),
  );
  let before: number;
  do {
    before = conditions.size;
    for (const [child, all] of parts) {
      const known = all.filter(({ parent }) => conditions.has(parent) && parent !== child);
      if (!conditions.has(child) && known.length > 0) {
        conditions.set(
          child,
          known.map((each) => below(each, conditions, personTable)).join(' or '),
        );
      }
    }
  } while (conditions.size > before);
}

function below(
  { column, parent, key }: Reference,
  conditions: ReadonlyMap<string, string>,
  personTable: string,
): string {
  return parent === personTable
    ? `${column} = any ($1::uuid[])`
    : `${column} in (select ${key} from ${parent} where ${conditions.get(parent) ?? 'false'})`;
}

const COLUMNS = `
  select kept.relname::text as table, named.attname::text as column,
    format_type(named.atttypid, null) as type
  from pg_class as kept
  join pg_attribute as named on named.attrelid = kept.oid and named.attnum > 0
    and not named.attisdropped
  where kept.relnamespace = 'public'::regnamespace and kept.relkind in ('r', 'p')
    and not kept.relispartition and has_table_privilege(kept.oid, 'select')
  order by kept.relname, named.attnum`;

const REFERENCES = `
  select child.relname::text as child, named.attname::text as column,
    parent.relname::text as parent, key.attname::text as key
  from pg_constraint as reference
  join pg_class as child on child.oid = reference.conrelid
  join pg_class as parent on parent.oid = reference.confrelid
  join pg_attribute as named on named.attrelid = child.oid and named.attnum = reference.conkey[1]
  join pg_attribute as key on key.attrelid = parent.oid and key.attnum = reference.confkey[1]
  where reference.contype = 'f' and cardinality(reference.conkey) = 1
    and child.relnamespace = 'public'::regnamespace
  order by 1, 2`;
