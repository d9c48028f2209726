/** Nothing here needs an escape in JSON: no control characters, quotes, backslashes or lone surrogates. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\uD7FF\uE000-\uFFFF]*$/;
const PLAIN_LENGTH_MAX = 60;

/** A scalar as JSON text. The subgraph has checked its type; short plain strings need no escaping. */
export function scalarText(value: unknown): string {
  if (typeof value === 'string') {
    return value.length <= PLAIN_LENGTH_MAX && PLAIN.test(value)
      ? `"${value}"`
      : JSON.stringify(value);
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? String(value) : 'null';
  }
  if (typeof value === 'bigint') {
    return String(value);
  }
  // Custom scalars may be objects, such as dates. What has no JSON form is null.
  return JSON.stringify(value) ?? 'null';
}
