import { District, DISTRICTS_OF_PEOPLE } from '@connected-lives/kit/district';
import { Refusal } from '@connected-lives/kit/refusal';
import { WELLBEING_AREAS, type WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import { ArrayMaxSize } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { ArgsType, Field } from 'type-graphql';
import type { PracticeContext } from '../practice.context.ts';
import { cellOf } from './measures.loaders.ts';
import type { OutcomeReportCellType, OutcomeReportType } from './outcome-report.type.ts';
import { ReportDimension } from './report-dimension.ts';

const PERIOD_DAYS_MAX = 3 * 366;
const DAY_MS = 86_400_000;
const BY_MAX = 10;

@ArgsType()
export class OutcomeReportArgs {
  @Field(() => GraphQLLocalDate, { description: 'The first day.' })
  readonly from!: string;

  @Field(() => GraphQLLocalDate, {
    description: 'The last day, which counts too. At most three years after the first.',
  })
  readonly to!: string;

  @Field(() => [ReportDimension], {
    description: 'What to divide by. Empty for one cell with everything in it.',
  })
  @ArrayMaxSize(BY_MAX)
  readonly by!: readonly ReportDimension[];
}

/** The report over a period, one cell for every combination of the dimensions asked for. */
export async function outcomeReport(
  ctx: PracticeContext,
  { from, to, by }: OutcomeReportArgs,
): Promise<OutcomeReportType> {
  requirePeriod(from, to);
  const districts = by.includes(ReportDimension.DISTRICT) ? DISTRICTS_OF_PEOPLE : [null];
  const areas = by.includes(ReportDimension.WELLBEING_AREA) ? WELLBEING_AREAS : [null];
  const keys = districts.flatMap((district) =>
    areas.map((wellbeingArea) => ({ from, to, district, wellbeingArea })),
  );
  const cells = await Promise.all(keys.map((key) => outcomeReportCell(ctx, key)));
  return { from, to, cells: cells.filter(isDistrictOrShown) };
}

/** Of those whose district is not known there is a line where there are enough of them to tell. */
function isDistrictOrShown({ district, suppressed }: OutcomeReportCellType): boolean {
  return district !== District.NOT_KNOWN || !suppressed;
}

export interface OutcomeReportCellKey {
  readonly from: string;
  readonly to: string;
  readonly district: District | null;
  readonly wellbeingArea: WellbeingArea | null;
}

/** One cell: the same for the report and for a reference from another service. */
export async function outcomeReportCell(
  ctx: PracticeContext,
  key: OutcomeReportCellKey,
): Promise<OutcomeReportCellType> {
  requireStaff(ctx);
  requirePeriod(key.from, key.to);
  const { from, to, district, wellbeingArea } = key;
  const dimensions = { byDistrict: district !== null, byArea: wellbeingArea !== null };
  const measures = await ctx.loaders
    .measuresByCell({ from, to, ...dimensions })
    .load(cellOf(district, wellbeingArea));
  return measures === null
    ? { ...key, suppressed: true, people: null, outcomesAgreed: null, outcomesAchieved: null }
    : { ...key, suppressed: false, ...measures };
}

/** Every member of staff may know how the council does; its citizens read it where it is published. */
function requireStaff({ actor }: PracticeContext): void {
  if (actor.role === 'citizen' || actor.role === 'service') {
    throw new Refusal('NOT_YOURS', 'This report is for the council’s staff.');
  }
}

function requirePeriod(from: string, to: string): void {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  // Also when one of them is no day at all, as a reference might say.
  if (!(days >= 0)) {
    throw new Refusal('BAD_PERIOD', 'The last day is before the first.');
  }
  if (days > PERIOD_DAYS_MAX) {
    throw new Refusal('BAD_PERIOD', 'Ask for three years at most.');
  }
}
