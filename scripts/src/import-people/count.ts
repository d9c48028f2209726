import type pg from 'pg';

/** The number that a statement answers under the name `count`. */
export async function count(
  client: pg.ClientBase,
  query: string,
  values: readonly string[] = [],
): Promise<number> {
  const { rows } = await client.query<{ count: string }>(query, [...values]);
  return Number(rows[0]?.count);
}
