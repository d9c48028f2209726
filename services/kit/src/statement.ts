import type { CompiledQuery, Kysely } from 'kysely';

/** Anything of Kysely that becomes one statement. */
interface Compilable<Row> {
  compile(): CompiledQuery<Row>;
}

interface Statement {
  readonly query: CompiledQuery;
  /** At which parameters the keys stand. */
  readonly keysAt: readonly number[];
}

const STATEMENTS_MAX = 1_000;
const statements = new Map<string, Statement>();

/** Stands for the keys while a statement is compiled. */
const KEYS: readonly never[] = Object.freeze([]);

/**
 * A statement that differs only in its keys is built and compiled once: that costs more than
 * everything else the process does for a small read. The keys are bound as one array, and all other
 * values must be the same under the same name.
 *
 * @param name of the service and the place in its code, with the arguments that shape the statement;
 *   null for one that is not worth keeping, such as a page behind a cursor
 */
export function compiledOnce<DB, Key, Row>(
  name: string | null,
  db: () => Kysely<DB>,
  keys: readonly Key[],
  build: (db: Kysely<DB>, keys: readonly Key[]) => Compilable<Row>,
): { query: CompiledQuery<Row>; parameters: readonly unknown[] } {
  if (name === null) {
    const query = build(db(), keys).compile();
    return { query, parameters: query.parameters };
  }
  let statement = statements.get(name);
  if (statement === undefined) {
    const query = build(db(), KEYS).compile();
    const keysAt = query.parameters.flatMap((value, i) => (value === KEYS ? [i] : []));
    if (keysAt.length === 0) {
      throw new Error(`The statement ${name} does not bind its keys.`);
    }
    statement = { query, keysAt };
    if (statements.size < STATEMENTS_MAX) {
      statements.set(name, statement);
    }
  }
  const parameters = [...statement.query.parameters];
  for (const at of statement.keysAt) {
    parameters[at] = keys;
  }
  return { query: statement.query, parameters };
}
