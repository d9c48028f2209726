import { requireId } from '@connected-lives/kit/require-id';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { ConversationType } from '../conversations/conversation.type.ts';
import { PersonType } from '../known/references.type.ts';
import type { PracticeContext } from '../practice.context.ts';
import { agreeOutcome, AgreeOutcomeInput } from './agree-outcome.ts';
import type { OutcomeRow } from './outcome.loaders.ts';
import { OutcomeType } from './outcome.type.ts';
import { ProgressType } from './progress.type.ts';
import { recordProgress, RecordProgressInput } from './record-progress.ts';

@Resolver(() => OutcomeType)
export class OutcomeResolver {
  @Mutation(() => OutcomeType, {
    description:
      'Agrees an outcome with the person in an open conversation. Money may be committed for it from this moment. Refused with CONVERSATION_COMPLETED once the conversation is completed.',
  })
  agreeOutcome(
    @Arg('input', () => AgreeOutcomeInput) input: AgreeOutcomeInput,
    @Ctx() ctx: PracticeContext,
  ) {
    return agreeOutcome(ctx, input);
  }

  @Mutation(() => OutcomeType, {
    description:
      'Records how far an outcome is reached, also after its conversation is completed. The latest word counts: an outcome that is lost again is not achieved.',
  })
  recordProgress(
    @Arg('input', () => RecordProgressInput) input: RecordProgressInput,
    @Ctx() ctx: PracticeContext,
  ) {
    return recordProgress(ctx, input);
  }

  @FieldResolver(() => Boolean, { description: 'The person says that it is fully reached.' })
  achieved(@Root() outcome: OutcomeRow): boolean {
    return outcome.achievedAt !== null;
  }

  @FieldResolver(() => [ProgressType], {
    description: 'How far it was reached over time, the latest 100, in order.',
  })
  progress(@Root() outcome: OutcomeRow, @Ctx() ctx: PracticeContext) {
    return ctx.loaders.progressByOutcomeId.load(outcome.id);
  }

  @FieldResolver(() => ConversationType, { description: 'The conversation it was agreed in.' })
  conversation(@Root() outcome: OutcomeRow, @Ctx() ctx: PracticeContext) {
    return ctx.loaders.conversationsById.load(outcome.conversationId);
  }

  @FieldResolver(() => PersonType, { nullable: true, description: 'Whose outcome this is.' })
  person(@Root() outcome: OutcomeRow): PersonType {
    return { id: outcome.personId };
  }
}

/** How a reference from another service becomes an outcome: under the same security. */
export function resolveOutcome(
  reference: Readonly<Record<string, unknown>>,
  ctx: PracticeContext,
): Promise<OutcomeRow | null> {
  return ctx.loaders.outcomesById.load(requireId(reference));
}
