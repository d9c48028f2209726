import { PEOPLE_MIN } from '@connected-lives/kit/disclosure';
import { GraphQLSafeInt } from 'graphql-scalars';
import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import type { FinanceContext } from '../finance.context.ts';
import { costPerAchievedOutcome } from './cost-per-achieved-outcome.ts';
import { OutcomeReportCellType } from './outcome-report-cell.type.ts';

const NULL_WHEN_FEW = `Null when the cell is suppressed, or when the money was for 1 to ${PEOPLE_MIN - 1} people: somebody could be recognised. 0 when it was for nobody.`;

/** What finance adds to a cell of the outcome report. A whole council’s pence outgrow an Int. */
@Resolver(() => OutcomeReportCellType)
export class OutcomeReportCellResolver {
  @Directive('@requires(fields: "suppressed")')
  @FieldResolver(() => GraphQLSafeInt, {
    nullable: true,
    description: `Committed in the period less what was released in it, for outcomes in the cell. ${NULL_WHEN_FEW}`,
  })
  async committedPence(
    @Root() cell: OutcomeReportCellType,
    @Ctx() ctx: FinanceContext,
  ): Promise<number | null> {
    return cell.suppressed ? null : (await ctx.loaders.spendByCell.load(cell)).committedPence;
  }

  @Directive('@requires(fields: "suppressed")')
  @FieldResolver(() => GraphQLSafeInt, {
    nullable: true,
    description: `Payments recorded in the period, for outcomes in the cell. ${NULL_WHEN_FEW}`,
  })
  async spentPence(
    @Root() cell: OutcomeReportCellType,
    @Ctx() ctx: FinanceContext,
  ): Promise<number | null> {
    return cell.suppressed ? null : (await ctx.loaders.spendByCell.load(cell)).spentPence;
  }

  @Directive('@requires(fields: "suppressed outcomesAchieved")')
  @FieldResolver(() => GraphQLSafeInt, {
    nullable: true,
    description:
      '`committedPence` for each outcome achieved in the period, to the nearest penny. Null when `committedPence` is, or when none was achieved.',
  })
  async costPerAchievedOutcomePence(
    @Root() cell: OutcomeReportCellType,
    @Ctx() ctx: FinanceContext,
  ): Promise<number | null> {
    return cell.suppressed
      ? null
      : costPerAchievedOutcome(await ctx.loaders.spendByCell.load(cell), cell.outcomesAchieved);
  }
}
