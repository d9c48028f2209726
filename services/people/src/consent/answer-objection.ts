import { MutationInput } from '@connected-lives/kit/mutation-input';
import { notFound } from '@connected-lives/kit/refusal';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { onceOnly } from '@connected-lives/kit/transaction';
import { LockMode } from '@mikro-orm/postgresql';
import { IsEnum, IsUUID, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { objectionChanged } from './consent.events.ts';
import { ANSWER_MAX, Objection, ObjectionAnswer } from './objection.entity.ts';

@InputType()
export class AnswerObjectionInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly objectionId!: string;

  @Field(() => ObjectionAnswer)
  @IsEnum(ObjectionAnswer)
  readonly answer!: ObjectionAnswer;

  @Field(() => String, {
    description:
      'What the council does now and why, in words the person can follow, with whom to complain to.',
  })
  @MaxLength(ANSWER_MAX)
  @Matches(/\S/)
  readonly words!: string;
}

/** Answers an objection. The person can read it at once. */
export function answerObjection(
  ctx: PeopleContext,
  input: AnswerObjectionInput,
): Promise<Objection> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'answerObjection', input, async (tx) => {
    const objection = await tx.em.findOne(
      Objection,
      { id: input.objectionId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (objection === null) {
      throw notFound('objection');
    }
    objection.settle(ctx.actor.id, ctx.now(), input.answer, input.words);
    await tx.em.flush();
    await tx.record(objectionChanged(objection));
    return objection;
  });
}
