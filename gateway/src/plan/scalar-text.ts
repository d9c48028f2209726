/** Nothing here needs an escape in JSON: no control characters, quotes, backslashes or lone surrogates. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\uD7FF\uE000-\uFFFF]*$/;
const PLAIN_LENGTH_MAX = 60;

/** A scalar as JSON text. The subgraph has checked its type; short plain strings need no escaping. */
export function scalarText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value.length <= PLAIN_LENGTH_MAX && PLAIN.test(value)
        ? `"${value}"`
        : JSON.stringify(value);
    case 'number':
      return Number.isFinite(value) ? String(value) : 'null';
    case 'boolean':
      return value ? 'true' : 'false';
    case 'bigint':
      return String(value);
    default:
      return JSON.stringify(value) ?? 'null';
  }
}
