import { MutationInput } from '@connected-lives/kit/mutation-input';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { onceOnly } from '@connected-lives/kit/transaction';
import { WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import { IsEnum, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { lockConversation } from '../conversations/lock-conversation.ts';
import type { PracticeContext } from '../practice.context.ts';
import { HOW_LENGTH_MAX, Outcome, OWN_WORDS_LENGTH_MAX } from './outcome.entity.ts';
import { outcomeAgreed } from './outcome.events.ts';

@InputType()
export class AgreeOutcomeInput extends MutationInput {
  @Field(() => ID, { description: 'An open conversation in your reach.' })
  @IsUUID()
  readonly conversationId!: string;

  @Field(() => String, {
    description: `What the person wants to achieve, in their own words. ${OWN_WORDS_LENGTH_MAX} characters at most.`,
  })
  @MaxLength(OWN_WORDS_LENGTH_MAX)
  @Matches(/\S/, { message: 'Say what the person wants to achieve' })
  readonly ownWords!: string;

  @Field(() => WellbeingArea, { description: 'The area of wellbeing that it is about most.' })
  @IsEnum(WellbeingArea)
  readonly wellbeingArea!: WellbeingArea;

  @Field(() => String, {
    nullable: true,
    description: `How can we work towards that? ${HOW_LENGTH_MAX} characters at most.`,
  })
  @IsOptional()
  @MaxLength(HOW_LENGTH_MAX)
  @Matches(/\S/, { message: 'Leave it out when there is nothing to say yet' })
  readonly howWeWillWorkTowardsIt?: string | null;
}

/** Agrees an outcome with the person. Money may be committed for it from this moment. */
export async function agreeOutcome(
  ctx: PracticeContext,
  input: AgreeOutcomeInput,
): Promise<Outcome> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'agreeOutcome', input, async (tx) => {
    const now = ctx.now();
    const conversation = await lockConversation(tx, input.conversationId);
    const outcome = tx.em.create(Outcome, {
      ...conversation.add(now),
      district: conversation.district,
      practitionerId: conversation.practitionerId,
      ownWords: input.ownWords,
      wellbeingArea: input.wellbeingArea,
      howWeWillWorkTowardsIt: input.howWeWillWorkTowardsIt ?? null,
      agreedAt: now,
      achievedAt: null,
    });
    await tx.em.flush();
    await tx.record(outcomeAgreed(outcome));
    return outcome;
  });
}
