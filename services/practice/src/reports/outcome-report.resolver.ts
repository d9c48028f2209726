import type { District } from '@connected-lives/kit/district';
import type { WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { PracticeContext } from '../practice.context.ts';
import { outcomeReport, OutcomeReportArgs, outcomeReportCell } from './outcome-report.ts';
import { type OutcomeReportCellType, OutcomeReportType } from './outcome-report.type.ts';

@Resolver(() => OutcomeReportType)
export class OutcomeReportResolver {
  @Query(() => OutcomeReportType, {
    description:
      'What people set out to achieve and achieved over a period, by district and area of wellbeing. For staff. Refused with BAD_PERIOD when the days make no period of three years at most.',
  })
  outcomeReport(
    @Args(() => OutcomeReportArgs) args: OutcomeReportArgs,
    @Ctx() ctx: PracticeContext,
  ): Promise<OutcomeReportType> {
    return outcomeReport(ctx, args);
  }
}

/** How a reference from another service becomes a cell. The key's words are checked by the scalars. */
export function resolveOutcomeReportCell(
  reference: Readonly<Record<string, unknown>>,
  ctx: PracticeContext,
): Promise<OutcomeReportCellType> {
  return outcomeReportCell(ctx, {
    from: String(reference['from']),
    to: String(reference['to']),
    district: (reference['district'] ?? null) as District | null,
    wellbeingArea: (reference['wellbeingArea'] ?? null) as WellbeingArea | null,
  });
}
