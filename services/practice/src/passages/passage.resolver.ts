import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { ConversationType } from '../conversations/conversation.type.ts';
import type { PracticeContext } from '../practice.context.ts';
import { addPassage, AddPassageInput } from './add-passage.ts';
import type { PassageRow } from './passage.loaders.ts';
import { PassageType } from './passage.type.ts';

@Resolver(() => PassageType)
export class PassageResolver {
  @Mutation(() => PassageType, {
    description:
      'Adds somebody’s words to an open conversation. The person may add their own. Refused with CONVERSATION_COMPLETED once it is completed, and with OWN_WORDS_ONLY when the person adds words as somebody else’s.',
  })
  addPassage(
    @Arg('input', () => AddPassageInput) input: AddPassageInput,
    @Ctx() ctx: PracticeContext,
  ) {
    return addPassage(ctx, input);
  }

  @FieldResolver(() => ConversationType, { description: 'The conversation it belongs to.' })
  conversation(@Root() passage: PassageRow, @Ctx() ctx: PracticeContext) {
    return ctx.loaders.conversationsById.load(passage.conversationId);
  }
}
