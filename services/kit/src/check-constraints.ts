/** The SQL of a check constraint: the column holds one of these words. */
export function oneOf(column: string, words: readonly string[]): string {
  return `${column} in (${words.map((word) => `'${word}'`).join(', ')})`;
}

/** The same: the text says something and stays within its limit. Null stays null. */
export function lengthUpTo(column: string, max: number): string {
  return `length(${column}) >= 1 and length(${column}) <= ${max}`;
}

/** One for each text column of a table, as its entity has them: `<table>_<column>_length`. */
export function lengthChecks(table: string, max: Readonly<Record<string, number>>) {
  return Object.entries(max).map(([column, most]) => ({
    name: `${table}_${column}_length`,
    expression: lengthUpTo(column, most),
  }));
}

/** The same as the migration writes them into `create table`. */
export function lengthConstraints(table: string, max: Readonly<Record<string, number>>): string {
  return lengthChecks(table, max)
    .map(({ name, expression }) => `constraint ${name} check (${expression})`)
    .join(',\n     ');
}
