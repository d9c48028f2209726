import { type Ask, keptIn, type Table } from './held-tables.ts';
import type { ServiceName } from './service-name.ts';
import { withheldOf } from './withheld.ts';

export type HeldRow = Readonly<Record<string, unknown>>;

/** A change that was made to one of the rows: who made it, when, and what stood there before. */
export interface HeldChange {
  readonly at: string;
  readonly actorId: string;
  readonly actorRole: string;
  readonly table: string;
  readonly rowId: string;
  readonly what: 'written' | 'changed' | 'removed';
  /** By column, for what was changed or removed. */
  readonly before: HeldRow;
}

/** Everything that one service keeps about a person. */
export interface Held {
  /** By the name of the table; only tables that have a row. */
  readonly tables: Readonly<Record<string, readonly HeldRow[]>>;
  /** Null where whoever asks may not read the audit of writes. */
  readonly changes: readonly HeldChange[] | null;
  /** In how many rows of other people's records this person is named. */
  readonly namedElsewhere: readonly { table: string; column: string; rows: number }[];
  /** Tables with more rows than were asked for. */
  readonly cutShort: readonly string[];
}

export interface HeldOptions {
  readonly service: ServiceName;
  /** The table whose own id is the person's. */
  readonly personTable: string;
  /** Of each table. Without it: all. */
  readonly rowsMax?: number;
}

/**
 * Everything a database has about a person, for the person: UK GDPR Article 15. Which tables those
 * are is asked of the catalogue, so that a new one cannot be forgotten: every table with a column
 * `person_id`, the table of people itself, and what hangs below any of these by a foreign key.
 *
 * It reads as whoever asks, under their row-level security. What `withheld.ts` names is left out.
 *
 * @param ids the person, and every record that was merged into theirs.
 */
export async function heldAbout(
  ask: Ask,
  ids: readonly string[],
  { service, personTable, rowsMax }: HeldOptions,
): Promise<Held> {
  const { about, elsewhere, hasAudit } = await keptIn(ask, personTable);
  const tables: Record<string, readonly HeldRow[]> = {};
  const cutShort: string[] = [];
  for (const table of about) {
    const rows = await rowsOf(ask, table, ids, service, rowsMax);
    if (rowsMax !== undefined && rows.length > rowsMax) {
      cutShort.push(table.name);
    }
    if (rows.length > 0) {
      tables[table.name] = rows.slice(0, rowsMax);
    }
  }
  return {
    tables,
    changes: hasAudit ? await changesOf(ask, tables, ids, service) : null,
    namedElsewhere: await countElsewhere(ask, elsewhere, ids),
    cutShort,
  };
}

async function rowsOf(
  ask: Ask,
  { name, condition, columns }: Table,
  ids: readonly string[],
  service: ServiceName,
  rowsMax: number | undefined,
): Promise<HeldRow[]> {
  const { whole, columns: withheld } = withheldOf(service, name);
  if (whole) {
    return [];
  }
  const told = columns.filter((column) => !withheld.includes(column));
  // As json and not as jsonb, which would put the columns in another order.
  const rows = await ask<{ row: HeldRow }>(
    `select row_to_json(held) as row
     from (select ${told.map((column) => `"${column}"`).join(', ')} from ${name}
       where ${condition} order by ${columns.includes('id') ? 'id' : '1'}` +
      (rowsMax === undefined ? '' : ` limit ${String(rowsMax + 1)}`) +
      ') as held',
    [ids],
  );
  return rows.map(({ row }) => row);
}

interface AuditRow {
  readonly at: Date | string;
  readonly actor_id: string;
  readonly actor_role: string;
  readonly table_name: string;
  readonly row_id: string;
  readonly before: HeldRow | null;
  readonly after: HeldRow | null;
}

/** The columns are one object: a session that renames columns leaves what is inside alone. */
async function changesOf(
  ask: Ask,
  tables: Readonly<Record<string, readonly HeldRow[]>>,
  ids: readonly string[],
  service: ServiceName,
): Promise<HeldChange[]> {
  const rowIds = Object.values(tables).flatMap((rows) =>
    rows.flatMap(({ id }) => (typeof id === 'string' ? [id] : [])),
  );
  const entries = await ask<{ entry: AuditRow }>(
    `select to_jsonb(audit_entry) as entry from audit_entry
     where row_id = any ($1::uuid[]) order by id`,
    [[...new Set([...ids, ...rowIds])]],
  );
  return entries
    .filter(({ entry }) => entry.table_name in tables)
    .map(({ entry }) => changeOf(entry, withheldOf(service, entry.table_name).columns));
}

function changeOf({ before, after, ...entry }: AuditRow, withheld: readonly string[]): HeldChange {
  const changed = Object.entries(before ?? {}).filter(
    ([column, value]) =>
      !withheld.includes(column) && JSON.stringify(value) !== JSON.stringify(after?.[column]),
  );
  return {
    at: String(entry.at),
    actorId: entry.actor_id,
    actorRole: entry.actor_role,
    table: entry.table_name,
    rowId: entry.row_id,
    what: before === null ? 'written' : after === null ? 'removed' : 'changed',
    before: Object.fromEntries(changed),
  };
}

async function countElsewhere(
  ask: Ask,
  columns: readonly { table: string; column: string }[],
  ids: readonly string[],
): Promise<{ table: string; column: string; rows: number }[]> {
  const counts = [];
  for (const { table, column } of columns) {
    const [found] = await ask<{ rows: number }>(
      `select count(*)::int as rows from ${table}
       where ${column} = any ($1::uuid[]) and person_id <> all ($1::uuid[])`,
      [ids],
    );
    if (found !== undefined && found.rows > 0) {
      counts.push({ table, column, rows: found.rows });
    }
  }
  return counts;
}
