import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { BudgetType } from '../budgets/budget.type.ts';
import type { BudgetRow } from '../budgets/select-budget.ts';
import type { FinanceContext } from '../finance.context.ts';
import { PractitionerType } from './practitioner.type.ts';

/** What finance adds to a practitioner. */
@Resolver(() => PractitionerType)
export class PractitionerResolver {
  @Directive('@tag(name: "own")')
  @FieldResolver(() => BudgetType, {
    nullable: true,
    description:
      'Their budget of this financial year. Null when they hold none, or it is not in your reach: yours, one of a team you manage, or any for finance.',
  })
  budget(
    @Root() practitioner: PractitionerType,
    @Ctx() ctx: FinanceContext,
  ): Promise<BudgetRow | null> {
    return ctx.loaders.currentBudgetsByPractitionerId.load(practitioner.id);
  }
}
