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

export interface CellSpend {
  readonly committedPence: number;
  readonly spentPence: number;
}

/** The measures of a whole report: one statement for each period there is among its cells. */
export function spendByCell(ctx: FinanceReads): DataLoader<ReportCell, CellSpend, string> {
  return new DataLoader(
    async (cells) => {
      const periods = new Map(cells.map((cell) => [periodOf(cell), cell]));
      const spends = new Map(
        await Promise.all(
          [...periods].map(
            async ([period, { from, to }]) => [period, await readPeriod(ctx, from, to)] as const,
          ),
        ),
      );
      return cells.map((cell) => sumOf(spends.get(periodOf(cell)) ?? [], cell));
    },
    {
      cacheKeyFn: (cell) => [periodOf(cell), cell.district, cell.wellbeingArea].join(' '),
      maxBatchSize: 500,
    },
  );
}

type Part = CellSpend & { readonly district: string; readonly wellbeingArea: string };

/** By the smallest cells there are, 90 at most, on the days of London. */
function readPeriod(ctx: FinanceReads, from: string, to: string): Promise<Part[]> {
  return ctx.reports
    .selectFrom('journal')
    .innerJoin('commitment', 'commitment.id', 'journal.commitmentId')
    .select([
      'commitment.district',
      'commitment.wellbeingArea',
      sql<number>`sum(case kind when 'SPEND_COMMITTED' then pence
        when 'COMMITMENT_RELEASED' then -pence else 0 end)`.as('committedPence'),
      sql<number>`coalesce(sum(pence) filter (where kind = 'PAYMENT_RECORDED'), 0)`.as(
        'spentPence',
      ),
    ])
    .where(sql<boolean>`at >= ${from}::date::timestamp at time zone 'Europe/London'`)
    .where(sql<boolean>`at < (${to}::date + 1)::timestamp at time zone 'Europe/London'`)
    .groupBy(['commitment.district', 'commitment.wellbeingArea'])
    .execute();
}

function sumOf(parts: readonly Part[], cell: ReportCell): CellSpend {
  const within = parts.filter(
    ({ district, wellbeingArea }) =>
      (cell.district === null || cell.district === district) &&
      (cell.wellbeingArea === null || cell.wellbeingArea === wellbeingArea),
  );
  return {
    committedPence: within.reduce((sum, part) => sum + part.committedPence, 0),
    spentPence: within.reduce((sum, part) => sum + part.spentPence, 0),
  };
}

function periodOf({ from, to }: ReportCell): string {
  return `${from} ${to}`;
}
