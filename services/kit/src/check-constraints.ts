/** The SQL of a check constraint: the column holds one of these words. */
export function oneOf(column: string, words: readonly string[]): string {
  return `${column} in (${words.map((word) => `'${word}'`).join(', ')})`;
}

/** The same: the text says something and stays within its limit. Null stays null. */
export function lengthUpTo(column: string, max: number): string {
  return `length(${column}) >= 1 and length(${column}) <= ${max}`;
}
