import { loadPage } from '@connected-lives/kit/instant-page';
import { type Page, PageArgs } from '@connected-lives/kit/page';
import { requireId } from '@connected-lives/kit/require-id';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { PersonType, PractitionerType, TeamType } from '../known/references.type.ts';
import type { OutcomeRow } from '../outcomes/outcome.loaders.ts';
import { OutcomeConnection } from '../outcomes/outcome.type.ts';
import type { PassageRow } from '../passages/passage.loaders.ts';
import { PassageConnection } from '../passages/passage.type.ts';
import type { PracticeContext } from '../practice.context.ts';
import { StrengthType } from '../strengths/strength.type.ts';
import { completeConversation, CompleteConversationInput } from './complete-conversation.ts';
import type { ConversationRow } from './conversation.loaders.ts';
import { ConversationConnection, ConversationType } from './conversation.type.ts';
import { openConversation, OpenConversationInput } from './open-conversation.ts';

@Resolver(() => ConversationType)
export class ConversationResolver {
  @Query(() => ConversationType, {
    nullable: true,
    description: 'One conversation. Null when there is none or it is not in your reach.',
  })
  conversation(
    @Arg('id', () => ID) id: string,
    @Ctx() ctx: PracticeContext,
  ): Promise<ConversationRow | null> {
    return resolveConversation({ id }, ctx);
  }

  @Mutation(() => ConversationType, {
    description: 'Opens a conversation with a person. Nobody has to agree to it first.',
  })
  openConversation(
    @Arg('input', () => OpenConversationInput) input: OpenConversationInput,
    @Ctx() ctx: PracticeContext,
  ) {
    return openConversation(ctx, input);
  }

  @Mutation(() => ConversationType, {
    description:
      'Completes a conversation. This is final: nothing is said or agreed in it afterwards, while progress on its outcomes may still be recorded. Refused with CONVERSATION_COMPLETED when it is completed already.',
  })
  completeConversation(
    @Arg('input', () => CompleteConversationInput) input: CompleteConversationInput,
    @Ctx() ctx: PracticeContext,
  ) {
    return completeConversation(ctx, input);
  }

  @FieldResolver(() => PersonType, { nullable: true, description: 'Whose conversation this is.' })
  person(@Root() conversation: ConversationRow): PersonType {
    return { id: conversation.personId };
  }

  @FieldResolver(() => PractitionerType, {
    nullable: true,
    description: 'The practitioner who opened it.',
  })
  practitioner(@Root() conversation: ConversationRow): PractitionerType {
    return { id: conversation.practitionerId };
  }

  @FieldResolver(() => TeamType, { nullable: true, description: 'The team the person is with.' })
  team(@Root() conversation: ConversationRow): TeamType {
    return { id: conversation.teamId };
  }

  @FieldResolver(() => PassageConnection, { description: 'What was said, in order.' })
  passages(
    @Root() conversation: ConversationRow,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: PracticeContext,
  ): Promise<Page<PassageRow>> {
    return loadPage(
      ctx.loaders.passagesByConversationId,
      conversation.id,
      args,
      (passage) => passage.saidAt,
    );
  }

  @FieldResolver(() => [StrengthType], {
    description: 'What the person is good at and who is there for them, the latest 100, in order.',
  })
  strengths(@Root() conversation: ConversationRow, @Ctx() ctx: PracticeContext) {
    return ctx.loaders.strengthsByConversationId.load(conversation.id);
  }

  @FieldResolver(() => OutcomeConnection, { description: 'What was agreed, in order.' })
  outcomes(
    @Root() conversation: ConversationRow,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: PracticeContext,
  ): Promise<Page<OutcomeRow>> {
    return loadPage(
      ctx.loaders.outcomesByConversationId,
      conversation.id,
      args,
      (outcome) => outcome.agreedAt,
    );
  }
}

@Resolver(() => PersonType)
export class PersonConversationsResolver {
  @FieldResolver(() => ConversationConnection, {
    nullable: true,
    description: 'The conversations with the person that are in your reach, newest first.',
  })
  conversations(
    @Root() person: PersonType,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: PracticeContext,
  ): Promise<Page<ConversationRow>> {
    return loadPage(
      ctx.loaders.conversationsByPersonId,
      person.id,
      args,
      (conversation) => conversation.openedAt,
    );
  }
}

/** How a reference from another service becomes a conversation: under the same security. */
export function resolveConversation(
  reference: Readonly<Record<string, unknown>>,
  ctx: PracticeContext,
): Promise<ConversationRow | null> {
  return ctx.loaders.conversationsById.load(requireId(reference));
}
