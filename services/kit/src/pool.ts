import pg from 'pg';

const INT8 = 20;
const DATE = 1082;

/** Pence and counts fit a JavaScript integer; a day stays the text it is, without a time zone. */
const parsers = new Map<number, (text: string) => unknown>([
  [INT8, Number],
  [DATE, (day) => day],
]);
const usual = pg.types as unknown as {
  getTypeParser(oid: number, format: string): (text: string) => unknown;
};
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary' = 'text') =>
    (format === 'text' ? parsers.get(oid) : undefined) ??
    usual.getTypeParser(oid, format)) as never,
};

/**
 * Connections of one service. Statements sent without waiting go out in one flight (`pipeline`).
 * A transaction that runs on would hold back every event behind it, so it is ended after 15 s.
 */
export function createPool(url: string, name: string, max = 10): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max,
    types,
    pipeline: true,
    keepAlive: true,
    // Statements find rows by bound keys, so one plan serves them all: planning each again costs more
    // than running it, and row-level security makes plans dear.
    options:
      '-c transaction_timeout=15000 -c statement_timeout=15000 -c plan_cache_mode=force_generic_plan',
    connectionTimeoutMillis: 5_000,
  } as pg.PoolConfig);
  // A connection that the server ended, idle or in use, must not end the process: what was being
  // asked on it fails by itself, and the pool opens another one.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
