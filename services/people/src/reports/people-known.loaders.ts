import DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { PeopleReads } from '../tables.ts';

/** People on record by district; the key null is the whole council. One count for a whole report. */
export function peopleKnownByCell(ctx: PeopleReads): DataLoader<string | null, number> {
  return new DataLoader(async (districts) => {
    const rows = await ctx.reports
      .selectFrom('person')
      .select(['district', sql<number>`count(*)`.as('people')])
      .groupBy(sql`rollup (district)`)
      .execute();
    const counts = new Map<string | null, number>(
      rows.map(({ district, people }) => [district, people]),
    );
    return districts.map((district) => counts.get(district) ?? 0);
  });
}
