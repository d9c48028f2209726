const MARK = '_as_';

/**
 * Gives a key of our own to every client alias that repeats a field name of the graph.
 *
 * The planner adds fields that the client did not ask for (`__typename`, keys, what `@requires`
 * needs) under their own names. With `{ team { id: name } }` the client's `id` would then stand
 * where the key is looked for, and the wrong entity would be fetched. Names that every object
 * inherits (`constructor`, `toString`) get the same treatment, so that reading a field which a
 * subgraph did not send never finds a function.
 */
export function internalKey(alias: string, fieldNames: ReadonlySet<string>): string {
  return alias.startsWith('_') || fieldNames.has(alias) || Object.hasOwn(Object.prototype, alias)
    ? MARK + alias
    : alias;
}

/** The key under which the client knows what we call `key`. */
export function clientKey(key: string): string {
  return key.startsWith(MARK) ? key.slice(MARK.length) : key;
}
