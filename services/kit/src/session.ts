import type { Writable } from 'node:stream';
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
  type QueryResult,
  type RootOperationNode,
} from 'kysely';
import type pg from 'pg';

export interface SessionSettings {
  readonly pool: pg.Pool;
  /** What opens the transaction: isolation, viewer, role. Sent in one flight with the first query. */
  readonly begin: string;
  /** Hears of the rows of every query, with the table they were read from. */
  readonly witness?: (table: string | undefined, rows: readonly Record<string, unknown>[]) => void;
}

/**
 * One transaction on one connection, opened by the first query and used through Kysely, which binds
 * every value. A session that nobody asks costs nothing.
 */
export class Session<DB> {
  readonly db: Kysely<DB>;
  readonly #settings: SessionSettings;
  #client: Promise<pg.PoolClient> | undefined;
  #begun = false;
  #closed = false;

  constructor(settings: SessionSettings) {
    this.#settings = settings;
    this.db = kyselyOver<DB>((query) => this.#run(query), [camelCase]);
  }

  async #run(query: CompiledQuery): Promise<QueryResult<unknown>> {
    const client = await this.#open();
    const result = await this.#send(client, query);
    this.#settings.witness?.(tableOf(query.query), result.rows);
    return result.command === 'SELECT'
      ? { rows: result.rows }
      : { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) };
  }

  #open(): Promise<pg.PoolClient> {
    if (this.#closed) {
      throw new Error('This session has ended.');
    }
    this.#client ??= this.#settings.pool.connect();
    return this.#client;
  }

  #send(client: pg.PoolClient, query: CompiledQuery): Promise<pg.QueryResult<Row>> {
    if (this.#begun) {
      return client.query<Row>(prepared(query));
    }
    this.#begun = true;
    return inOneFlight(client, () => {
      // Not awaited: the query behind it fails if it did.
      client.query(this.#settings.begin).catch(() => undefined);
      return client.query<Row>(prepared(query));
    });
  }

  /** Ends the transaction; the next query opens a new one, which sees what was written since. */
  async restart(how: 'commit' | 'rollback' = 'rollback'): Promise<void> {
    const opened = this.#client;
    this.#client = undefined;
    this.#begun = false;
    if (opened === undefined) {
      return;
    }
    const client = await opened;
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

type Row = Record<string, unknown>;

/** What is sent meanwhile leaves in one packet: each packet wakes the server up, and that costs. */
function inOneFlight<T>(client: pg.PoolClient, send: () => T): T {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  try {
    return send();
  } finally {
    stream.uncork();
  }
}

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

const NAMED_MAX = 2_000;
const names = new Map<string, string>();

/**
 * The same text is parsed and planned once a connection. Lists are bound as one array
 * (`= any($1)`), so the number of texts is the number of places in the code.
 */
function prepared(query: CompiledQuery): pg.QueryConfig {
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
