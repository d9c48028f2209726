import { mayShow } from '@connected-lives/kit/disclosure';
import DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { PeopleReads } from '../tables.ts';

/** A cell by what people can count by. Null is the whole council. */
interface CellDistrict {
  readonly district: string | null;
}

/**
 * People on record by district. One count for a whole report. A count of one to four is null,
 * whatever the cell is said to be.
 */
export function peopleKnownByCell(
  ctx: PeopleReads,
): DataLoader<CellDistrict, number | null, string | null> {
  const read = async (cells: readonly CellDistrict[]): Promise<(number | null)[]> => {
    const rows = await ctx.reports
      .selectFrom('person')
      .select(['district', sql<number>`count(*)`.as('people')])
      .groupBy(sql`rollup (district)`)
      .execute();
    const counts = new Map<string | null, number>(
      rows.map(({ district, people }) => [district, people]),
    );
    return cells.map(({ district }) => {
      const people = counts.get(district) ?? 0;
      return mayShow(people) ? people : null;
    });
  };
  return new DataLoader(read, { cacheKeyFn: ({ district }) => district });
}
