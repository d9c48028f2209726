import {
  CamelCasePlugin,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type KyselyPlugin,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryId,
  type QueryResult,
  type RootOperationNode,
} from 'kysely';
import type pg from 'pg';
import { inOneFlight, leaveOpen, openConnection, type Opened } from './connection.ts';

type Row = Record<string, unknown>;

export type Witness = (table: string | undefined, rows: readonly Row[]) => void;

export interface SessionSettings {
  readonly pool: pg.Pool;
  /** What opens the transaction: isolation, viewer, role. Sent in one flight with the first query. */
  readonly begin: string;
  /** Throws when no further statement may begin, since nobody waits for what it would say. */
  readonly requireTime?: () => void;
  /** Hears of the rows of every query as they are handed out, with the table they are of. */
  readonly witness?: Witness;
}

/**
 * One transaction on one connection, opened by the first query and used through Kysely, which binds
 * every value. A session that nobody asks costs nothing.
 */
export class Session<DB> {
  readonly #settings: SessionSettings;
  #db: Kysely<DB> | undefined;
  #opened: Promise<Opened> | undefined;
  #begun = false;
  #closed = false;

  constructor(settings: SessionSettings) {
    this.#settings = settings;
  }

  get db(): Kysely<DB> {
    this.#db ??= kyselyOver<DB>(
      (query) => this.#run(query),
      [camelCase, showing(this.#settings.witness)],
    );
    return this.#db;
  }

  async #run(query: CompiledQuery): Promise<QueryResult<unknown>> {
    const opened = await this.#open();
    // Not before: waiting for a connection is what takes long when a service is in trouble.
    this.#settings.requireTime?.();
    const result = await this.#send(opened, () => opened.client.query<Row>(prepared(query)));
    if (this.#settings.witness !== undefined && !tables.has(query.queryId)) {
      tables.set(query.queryId, tableOf(query.query));
    }
    return result.command === 'SELECT'
      ? { rows: result.rows }
      : { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) };
  }

  /**
   * The same for a statement that was compiled before, with these values for its parameters. Past
   * Kysely, which for a small read costs as much as PostgreSQL's driver does.
   */
  async runCompiled<Row>(
    query: CompiledQuery<Row>,
    parameters: readonly unknown[],
  ): Promise<Row[]> {
    const opened = await this.#open();
    this.#settings.requireTime?.();
    const statement = prepared({ sql: query.sql, parameters });
    const { fields, rows } = await this.#send(opened, () =>
      opened.client.query<unknown[]>({ ...statement, rowMode: 'array' }),
    );
    const kept = reads.get(query.queryId);
    const known =
      kept !== undefined && isStill(kept, fields) ? kept : await keepRead(query, fields);
    const shown = rows.map((values) => rowOf(known.columns, values));
    this.#settings.witness?.(known.table, shown);
    return shown as Row[];
  }

  #open(): Promise<Opened> {
    if (this.#closed) {
      throw new Error('This session has ended.');
    }
    this.#opened ??= openConnection(this.#settings.pool);
    return this.#opened;
  }

  /** Sends a query, with the beginning of the transaction before it if it is the first. */
  #send<Result>({ client, leftOpen }: Opened, query: () => Promise<Result>): Promise<Result> {
    if (this.#begun) {
      return query();
    }
    this.#begun = true;
    const { begin } = this.#settings;
    return inOneFlight(client, () => {
      // Not awaited: the query behind it fails if it did.
      client.query(leftOpen ? `rollback; ${begin}` : begin).catch(() => undefined);
      return query();
    });
  }

  /** Ends the transaction; the next query opens a new one, which sees what was written since. */
  async restart(how: 'commit' | 'rollback' = 'rollback'): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    this.#begun = false;
    if (opened === undefined) {
      return;
    }
    const connection = await opened.catch(() => undefined);
    if (connection === undefined) {
      // There was none to be had, and the query that asked for it has said so.
      return;
    }
    const { client } = connection;
    if (how === 'rollback') {
      leaveOpen(this.#settings.pool, client);
      return;
    }
    try {
      await client.query(how);
      client.release();
    } catch (error) {
      // A connection in doubt is not handed to the next viewer.
      client.release(true);
      throw error;
    }
  }

  async close(how: 'commit' | 'rollback' = 'rollback'): Promise<void> {
    this.#closed = true;
    await this.restart(how);
  }
}

/** Behind the names in camel case: these are the very rows that the caller gets. */
function showing(witness: Witness | undefined): KyselyPlugin {
  return {
    transformQuery: ({ node }) => node,
    transformResult({ queryId, result }) {
      witness?.(tables.get(queryId), result.rows);
      return Promise.resolve(result);
    },
  };
}

/** A compiled statement is sent many times, and its table stays the same. */
const tables = new WeakMap<QueryId, string | undefined>();

export const camelCase = new CamelCasePlugin({ maintainNestedObjectKeys: true });

/** A Kysely whose statements go through one function: no pool, no transaction of its own. */
function kyselyOver<DB>(
  run: (query: CompiledQuery) => Promise<QueryResult<unknown>>,
  plugins: KyselyPlugin[],
): Kysely<DB> {
  const connection: DatabaseConnection = {
    executeQuery: <R>(query: CompiledQuery) => run(query) as Promise<QueryResult<R>>,
    streamQuery: () => {
      throw new Error('A session answers whole.');
    },
  };
  const nothing = (): Promise<void> => Promise.resolve();
  const driver: Driver = {
    init: nothing,
    acquireConnection: () => Promise.resolve(connection),
    beginTransaction: nothing,
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    releaseConnection: nothing,
    destroy: nothing,
  };
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    plugins,
  });
}

/** What is the same of every answer to one compiled statement. */
interface KnownRead {
  readonly table: string | undefined;
  /** Names as the database says them, and in camel case, in the order of the values. */
  readonly names: readonly string[];
  readonly columns: readonly string[];
}

const reads = new WeakMap<QueryId, KnownRead>();

async function keepRead(query: CompiledQuery, fields: readonly pg.FieldDef[]): Promise<KnownRead> {
  const names = fields.map(({ name }) => name);
  // The plugin's own names: a column must be called the same whichever way it is read.
  const { rows } = await camelCase.transformResult({
    queryId: query.queryId,
    result: { rows: [Object.fromEntries(names.map((name) => [name, name]))] },
  });
  const camels = new Map(Object.entries(rows[0] ?? {}).map(([camel, name]) => [name, camel]));
  const columns = names.map((name) => camels.get(name) ?? name);
  const known = { table: tableOf(query.query), names, columns };
  reads.set(query.queryId, known);
  return known;
}

/** A migration may change what `*` is, or the order of it, while this process runs. */
function isStill({ names }: KnownRead, fields: readonly pg.FieldDef[]): boolean {
  return names.length === fields.length && names.every((name, i) => name === fields[i]?.name);
}

function rowOf(columns: readonly string[], values: readonly unknown[]): Row {
  const row: Row = {};
  for (let i = 0; i < columns.length; i++) {
    row[columns[i] as string] = values[i];
  }
  return row;
}

const NAMED_MAX = 2_000;
const names = new Map<string, string>();

/**
 * The same text is parsed and planned once a connection. Lists are bound as one array
 * (`= any($1)`), so the number of texts is the number of places in the code.
 */
function prepared(query: Pick<CompiledQuery, 'sql' | 'parameters'>): pg.QueryConfig {
  let name = names.get(query.sql);
  if (name === undefined && names.size < NAMED_MAX) {
    name = `s${names.size}`;
    names.set(query.sql, name);
  }
  const values = query.parameters as unknown[];
  return name === undefined ? { text: query.sql, values } : { name, text: query.sql, values };
}

function tableOf(node: RootOperationNode): string | undefined {
  if (node.kind !== 'SelectQueryNode') {
    return undefined;
  }
  const first = node.from?.froms[0];
  const table =
    first?.kind === 'AliasNode' ? (first as unknown as { node: typeof first }).node : first;
  return table?.kind === 'TableNode'
    ? (table as unknown as { table: { identifier: { name: string } } }).table.identifier.name
    : undefined;
}
