import { PEOPLE_MIN } from '@connected-lives/kit/disclosure';
import type { District } from '@connected-lives/kit/district';
import { loaderOne, loadersBy } from '@connected-lives/kit/loader';
import type { WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { PracticeReads } from '../tables.ts';

/** The name of a cell within one report. */
export function cellOf(district: string | null, wellbeingArea: string | null): string {
  return `${district ?? ''}/${wellbeingArea ?? ''}`;
}

export interface Report {
  readonly from: string;
  readonly to: string;
  readonly byDistrict: boolean;
  readonly byArea: boolean;
}

export interface Measures {
  readonly district: District | null;
  readonly wellbeingArea: WellbeingArea | null;
  readonly people: number;
  readonly outcomesAgreed: number;
  readonly outcomesAchieved: number;
}

/**
 * The measures of every cell of one report in one statement, as the reports role. A small cell does
 * not leave the database: it is missing here like an empty one.
 */
export function measuresByCell(
  ctx: PracticeReads,
): (report: Report) => DataLoader<string, Measures | null> {
  return loadersBy(({ from, to, byDistrict, byArea }: Report) =>
    loaderOne(
      async () => {
        const start = sql`(${from}::date::timestamp at time zone 'Europe/London')`;
        const end = sql`((${to}::date + 1)::timestamp at time zone 'Europe/London')`;
        const agreed = sql<boolean>`(agreed_at >= ${start} and agreed_at < ${end})`;
        const achieved = sql<boolean>`(achieved_at >= ${start} and achieved_at < ${end})`;
        const district = byDistrict ? sql<string>`district` : sql<null>`null::text`;
        const area = byArea ? sql<string>`wellbeing_area` : sql<null>`null::text`;
        const { rows } = await sql<Measures>`
          select ${district} as district, ${area} as wellbeing_area,
                 count(distinct person_id) as people,
                 count(*) filter (where ${agreed}) as outcomes_agreed,
                 count(*) filter (where ${achieved}) as outcomes_achieved
          from outcome
          where ${agreed} or ${achieved}
          group by 1, 2
          having count(distinct person_id) >= ${PEOPLE_MIN}`.execute(ctx.reports);
        return rows;
      },
      (row) => cellOf(row.district, row.wellbeingArea),
    ),
  );
}
