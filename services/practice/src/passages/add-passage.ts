import { MutationInput } from '@connected-lives/kit/mutation-input';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsEnum, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { lockConversation } from '../conversations/lock-conversation.ts';
import type { PracticeContext } from '../practice.context.ts';
import { requireOwnVoice, SaidBy } from '../said-by.ts';
import { NAME_LENGTH_MAX, Passage, PASSAGE_LENGTH_MAX } from './passage.entity.ts';
import { passageAdded } from './passage.events.ts';

@InputType()
export class AddPassageInput extends MutationInput {
  @Field(() => ID, { description: 'An open conversation in your reach.' })
  @IsUUID()
  readonly conversationId!: string;

  @Field(() => SaidBy, { description: 'Whose words these are. The person’s own say PERSON.' })
  @IsEnum(SaidBy)
  readonly saidBy!: SaidBy;

  @Field(() => String, {
    nullable: true,
    description: 'The name of who said it, where that helps: a daughter, a neighbour.',
  })
  @IsOptional()
  @MaxLength(NAME_LENGTH_MAX)
  @Matches(/\S/, { message: 'Leave the name out when there is none' })
  readonly saidByName?: string | null;

  @Field(() => String, {
    description: `What was said, as it was said. ${PASSAGE_LENGTH_MAX} characters at most.`,
  })
  @MaxLength(PASSAGE_LENGTH_MAX)
  @Matches(/\S/, { message: 'A passage has words' })
  readonly words!: string;
}

/** Adds somebody's words to an open conversation; the person may add their own. */
export async function addPassage(ctx: PracticeContext, input: AddPassageInput): Promise<Passage> {
  requireOwnVoice(ctx.actor, input.saidBy);
  return onceOnly(ctx, 'addPassage', input, async (tx) => {
    const now = ctx.now();
    const conversation = await lockConversation(tx, input.conversationId);
    const passage = tx.em.create(Passage, {
      ...conversation.add(now),
      saidBy: input.saidBy,
      saidByName: input.saidByName ?? null,
      words: input.words,
      saidAt: now,
    });
    await tx.em.flush();
    await tx.record(passageAdded(passage));
    return passage;
  });
}
