import { MutationInput } from '@connected-lives/kit/mutation-input';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsUUID, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { holdPerson } from '../people/hold-person.ts';
import { INVOLVEMENT_MAX, InvolvementWish } from './involvement-wish.entity.ts';
import { requirePractisingOrOwn } from './whose-to-write.ts';

@InputType()
export class SayHowIWantToBeInvolvedInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly personId!: string;

  @Field(() => String, {
    description: `In the person’s own words: when, where, with whom and how. ${INVOLVEMENT_MAX} characters at most.`,
  })
  @MaxLength(INVOLVEMENT_MAX)
  @Matches(/\S/)
  readonly words!: string;
}

/** Keeps how the person wants to be involved, by themself or written down for them. */
export function sayHowIWantToBeInvolved(
  ctx: PeopleContext,
  input: SayHowIWantToBeInvolvedInput,
): Promise<InvolvementWish> {
  return onceOnly(ctx, 'sayHowIWantToBeInvolved', input, async (tx) => {
    const person = await holdPerson(tx, input.personId);
    requirePractisingOrOwn(ctx.actor, person.id);
    const wish = tx.em.create(InvolvementWish, {
      personId: person.id,
      teamId: person.teamId,
      words: input.words,
      writtenBy: ctx.actor.id,
      writtenByPerson: ctx.actor.personId === person.id,
      saidAt: ctx.now(),
    });
    await tx.em.flush();
    await tx.record({
      kind: 'involvement-said',
      subjectId: wish.id,
      personId: wish.personId,
      teamId: wish.teamId,
      version: 1,
      payload: {},
    });
    return wish;
  });
}
