import { type Page, PageArgs } from '@connected-lives/kit/page';
import { Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { CommitmentConnection } from '../commitments/commitment.type.ts';
import { findCommitments } from '../commitments/find-commitments.ts';
import type { CommitmentRow } from '../commitments/select-commitment.ts';
import type { FinanceContext } from '../finance.context.ts';
import { OutcomeType } from './outcome.type.ts';

/** What finance adds to an outcome. */
@Resolver(() => OutcomeType)
export class OutcomeResolver {
  @FieldResolver(() => CommitmentConnection, {
    nullable: true,
    description: 'Money set aside for this outcome, the latest first.',
  })
  commitments(
    @Root() outcome: OutcomeType,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: FinanceContext,
  ): Promise<Page<CommitmentRow>> {
    return findCommitments(ctx.loaders.commitmentsByOutcomeId, outcome.id, args);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'What was committed for this outcome and not released, paid already or not.',
  })
  async committedPence(@Root() outcome: OutcomeType, @Ctx() ctx: FinanceContext): Promise<number> {
    return (await ctx.loaders.spendByOutcomeId.load(outcome.id))?.committedPence ?? 0;
  }

  @FieldResolver(() => Int, { nullable: true, description: 'What was paid for this outcome.' })
  async spentPence(@Root() outcome: OutcomeType, @Ctx() ctx: FinanceContext): Promise<number> {
    return (await ctx.loaders.spendByOutcomeId.load(outcome.id))?.spentPence ?? 0;
  }
}
