import { decodeCursor, type Page, type PageArgs, pageOf } from '@connected-lives/kit/page';
import { Refusal } from '@connected-lives/kit/refusal';
import { requireId } from '@connected-lives/kit/require-id';
import { type RawBuilder, sql } from 'kysely';

/** A page of a list that is ordered by an instant, then by id. */
export interface PageRequest {
  readonly first: number;
  readonly after: string | null;
}

/** The page of one person's list, read together with the same page of the others'. */
export async function loadPage<Row extends { readonly id: string }>(
  loaderFor: (page: PageRequest) => { load(key: string): Promise<readonly Row[]> },
  key: string,
  args: PageArgs,
  instantOf: (row: Row) => Date,
): Promise<Page<Row>> {
  const rows = await loaderFor({ first: args.first, after: args.after ?? null }).load(key);
  return pageOf(rows, args, (row) => [instantOf(row).toISOString(), row.id]);
}

type Instant = 'written_at' | 'asked_at';

/** What is older than the cursor, for lists that begin with the newest. */
export function newestFirst(column: Instant, page: PageRequest): RawBuilder<boolean> {
  return beyond(column, '<', page);
}

/** What is newer than the cursor, for lists that begin with the oldest. */
export function oldestFirst(column: Instant, page: PageRequest): RawBuilder<boolean> {
  return beyond(column, '>', page);
}

function beyond(column: Instant, than: '<' | '>', { after }: PageRequest): RawBuilder<boolean> {
  if (after === null) {
    return sql<boolean>`true`;
  }
  const [instant = '', id] = decodeCursor(after, 2);
  if (Number.isNaN(Date.parse(instant))) {
    throw new Refusal(
      'BAD_CURSOR',
      'This cursor is not one of ours. Ask for the first page again.',
    );
  }
  return sql<boolean>`(${sql.ref(column)}, id) ${sql.raw(than)}
    (${instant}::timestamptz, ${requireId({ id })}::uuid)`;
}
