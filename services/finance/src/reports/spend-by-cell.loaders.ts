import { mayShow } from '@connected-lives/kit/disclosure';
import DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { FinanceReads } from '../tables.ts';

/** The dimensions of a cell. Null means all of them. */
export interface ReportCell {
  readonly from: string;
  readonly to: string;
  readonly district: string | null;
  readonly wellbeingArea: string | null;
}

/** Null is a sum that too few people are behind. */
export interface CellSpend {
  readonly committedPence: number | null;
  readonly spentPence: number | null;
}

const NOTHING: CellSpend = { committedPence: 0, spentPence: 0 };

/** The measures of a whole report: one statement for each period there is among its cells. */
export function spendByCell(ctx: FinanceReads): DataLoader<ReportCell, CellSpend, string> {
  return new DataLoader(
    async (cells) => {
      const periods = new Map(cells.map(({ from, to }) => [`${from} ${to}`, { from, to }]));
      const read = await Promise.all([...periods.values()].map((days) => readPeriod(ctx, days)));
      const spends = new Map(read.flat().map((part) => [nameOf(part), shownOf(part)]));
      return cells.map((cell) => spends.get(nameOf(cell)) ?? NOTHING);
    },
    { cacheKeyFn: nameOf, maxBatchSize: 500 },
  );
}

interface Part extends ReportCell {
  readonly committedPence: number;
  readonly committedPeople: number;
  readonly spentPence: number;
  readonly spentPeople: number;
}

/**
 * Every cell of the days from `from` to `to` in London in which money moved, 110 at most: of a
 * district and an area, of either alone, and of everything. Different people cannot be added up
 * from smaller cells, because one person may be in several.
 */
async function readPeriod(
  ctx: FinanceReads,
  { from, to }: Pick<ReportCell, 'from' | 'to'>,
): Promise<Part[]> {
  const { rows } = await sql<Omit<Part, 'from' | 'to'>>`
    select district, wellbeing_area,
           coalesce(sum(case kind when 'SPEND_COMMITTED' then pence
             when 'COMMITMENT_RELEASED' then -pence end), 0) as committed_pence,
           count(distinct person_id) filter (where kind <> 'PAYMENT_RECORDED') as committed_people,
           coalesce(sum(pence) filter (where kind = 'PAYMENT_RECORDED'), 0) as spent_pence,
           count(distinct person_id) filter (where kind = 'PAYMENT_RECORDED') as spent_people
    from journal join commitment on commitment.id = journal.commitment_id
    where at >= ${from}::date::timestamp at time zone 'Europe/London'
      and at < (${to}::date + 1)::timestamp at time zone 'Europe/London'
    group by cube (district, wellbeing_area)`.execute(ctx.reports);
  return rows.map((row) => ({ from, to, ...row }));
}

/** A sum about one to four people goes no further, whatever the cell is said to be. */
function shownOf(part: Part): CellSpend {
  return {
    committedPence: mayShow(part.committedPeople) ? part.committedPence : null,
    spentPence: mayShow(part.spentPeople) ? part.spentPence : null,
  };
}

function nameOf({ from, to, district, wellbeingArea }: ReportCell): string {
  return [from, to, district, wellbeingArea].join(' ');
}
