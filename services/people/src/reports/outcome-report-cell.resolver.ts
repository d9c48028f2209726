import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { OutcomeReportCellType } from './outcome-report-cell.type.ts';

@Resolver(() => OutcomeReportCellType)
export class OutcomeReportCellResolver {
  @FieldResolver(() => Int, { nullable: true })
  peopleKnown(
    @Root() cell: OutcomeReportCellType,
    @Ctx() ctx: PeopleContext,
  ): Promise<number | null> | null {
    return cell.suppressed ? null : ctx.loaders.peopleKnownByCell.load(cell);
  }
}
