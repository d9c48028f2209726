import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { decodeCursor, type Page, type PageArgs, pageOf } from './page.ts';

/** A page of a list that is ordered by an instant, then by id. */
export interface PageRequest {
  readonly first: number;
  readonly after: string | null;
}

/** The page of one parent's list, read together with the same page of its siblings. */
export async function loadPage<Row extends { readonly id: string }>(
  loaderFor: (page: PageRequest) => { load(key: string): Promise<readonly Row[]> },
  key: string,
  args: PageArgs,
  instantOf: (row: Row) => Date,
): Promise<Page<Row>> {
  const rows = await loaderFor(requestOf(args)).load(key);
  return pageOf(rows, args, keyOf(instantOf));
}

/**
 * The page of a list that is read on its own.
 *
 * @param column the instant's, as the database has it.
 */
export async function readPage<DB, TB extends keyof DB, Row extends { readonly id: string }>(
  query: SelectQueryBuilder<DB, TB, Row>,
  order: Order,
  column: string,
  args: PageArgs,
  instantOf: (row: Row) => Date,
): Promise<Page<Row>> {
  const rows = await onePage(query, order, column, requestOf(args)).execute();
  return pageOf(rows as readonly Row[], args, keyOf(instantOf));
}

function requestOf({ first, after }: PageArgs): PageRequest {
  return { first, after: after ?? null };
}

function keyOf<Row extends { readonly id: string }>(instantOf: (row: Row) => Date) {
  return (row: Row): readonly [string, string] => [instantOf(row).toISOString(), row.id];
}

type Order = 'newest first' | 'oldest first';

/**
 * One page of a query: what is behind the cursor, in order, and one row more to tell whether there is
 * more. For a table with an `id`.
 *
 * @param column the instant's, as the database has it.
 */
export function onePage<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  order: Order,
  column: string,
  page: PageRequest,
): SelectQueryBuilder<DB, TB, O> {
  const direction = order === 'newest first' ? 'desc' : 'asc';
  return query
    .where(behind(order, column, page))
    .orderBy(sql.ref(column), direction)
    .orderBy(sql.ref('id'), direction)
    .limit(page.first + 1);
}

/**
 * The rows behind the cursor; all of them when there is none.
 *
 * @param column the instant's, as the database has it.
 */
function behind(order: Order, column: string, { after }: PageRequest): RawBuilder<boolean> {
  if (after === null) {
    return sql<boolean>`true`;
  }
  const [instant, id] = decodeCursor(after, ['instant', 'id']);
  return sql<boolean>`(${sql.ref(column)}, id) ${sql.raw(order === 'newest first' ? '<' : '>')}
    (${instant}::timestamptz, ${id}::uuid)`;
}
