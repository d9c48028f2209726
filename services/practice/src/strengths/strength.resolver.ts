import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { ConversationType } from '../conversations/conversation.type.ts';
import type { PracticeContext } from '../practice.context.ts';
import { noteStrength, NoteStrengthInput } from './note-strength.ts';
import type { StrengthRow } from './strength.loaders.ts';
import { StrengthType } from './strength.type.ts';

@Resolver(() => StrengthType)
export class StrengthResolver {
  @Mutation(() => StrengthType, {
    description:
      'Notes what the person is good at or who is there for them, in an open conversation. The person may note their own. Refused with CONVERSATION_COMPLETED once it is completed, and with OWN_WORDS_ONLY when the person adds words as somebody else’s.',
  })
  noteStrength(
    @Arg('input', () => NoteStrengthInput) input: NoteStrengthInput,
    @Ctx() ctx: PracticeContext,
  ) {
    return noteStrength(ctx, input);
  }

  @FieldResolver(() => ConversationType, { description: 'The conversation it belongs to.' })
  conversation(@Root() strength: StrengthRow, @Ctx() ctx: PracticeContext) {
    return ctx.loaders.conversationsById.load(strength.conversationId);
  }
}
