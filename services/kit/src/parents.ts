import {
  type AliasedRawBuilder,
  type CompiledQuery,
  type Expression,
  expressionBuilder,
  type ExpressionBuilder,
  type Kysely,
  sql,
} from 'kysely';

/**
 * The ids that a batch asks for, as a table to join each one's first rows to: `limit` then counts
 * for every parent by itself, and the statement is the same text for one parent or five hundred.
 */
export function parents(ids: readonly string[]): AliasedRawBuilder<{ id: string }, 'parent'> {
  return sql<{ id: string }>`unnest(${ids}::uuid[])`.as<'parent'>(sql`parent(id)`);
}

/** What `rowsOfEach` is written against: the parent's own id beside the tables. */
type BesideParent<DB> = DB & { readonly parent: { readonly id: string } };

/**
 * The rows of each of many parents in one statement. `rows` says which they are, by comparing with
 * `parent.id`, in what order, and how many at most for one parent.
 */
export function rowsOfEach<DB, Row>(
  db: Kysely<DB>,
  ids: readonly string[],
  rows: (of: ExpressionBuilder<BesideParent<DB>, 'parent'>) => Expression<Row>,
): { compile(): CompiledQuery<Row> } {
  const ofParent = rows(expressionBuilder<BesideParent<DB>, 'parent'>());
  return {
    compile: () =>
      sql<Row>`select child.* from ${parents(ids)} cross join lateral ${ofParent} as child`.compile(
        db,
      ),
  };
}
