import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { FinanceContext } from '../finance.context.ts';
import { BoardCardType } from './board-card.type.ts';

/** What finance adds to a card of a team's board. */
@Resolver(() => BoardCardType)
export class BoardCardResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'What was committed for the outcomes of this conversation and not released, paid already or not.',
  })
  async committedPence(@Root() card: BoardCardType, @Ctx() ctx: FinanceContext): Promise<number> {
    return (await ctx.loaders.spendByConversationId.load(card.id))?.committedPence ?? 0;
  }
}
