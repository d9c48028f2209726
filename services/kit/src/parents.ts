import { type AliasedRawBuilder, sql } from 'kysely';

/**
 * The ids that a batch asks for, as a table to join each one's first rows to: `limit` then counts
 * for every parent by itself, and the statement is the same text for one parent or five hundred.
 */
export function parents(ids: readonly string[]): AliasedRawBuilder<{ id: string }, 'parent'> {
  return sql<{ id: string }>`unnest(${ids}::uuid[])`.as<'parent'>(sql`parent(id)`);
}
