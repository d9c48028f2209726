import { requireHappened } from '@connected-lives/kit/happened';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { TextField } from '@connected-lives/kit/text-field';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsUUID, Matches, MaxLength } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { holdPerson } from '../people/hold-person.ts';
import { requirePractisingOrOwn } from '../rights/whose-to-write.ts';
import { objectionChanged } from './consent.events.ts';
import { Objection, OBJECTION_MAX } from './objection.entity.ts';
import { oneMonthAfter } from './one-month-after.ts';

@InputType()
export class RecordObjectionInput extends MutationInput {
  @Field(() => ID, { description: 'Who objects.' })
  @IsUUID()
  readonly personId!: string;

  @Field(() => String, { description: 'To what, in plain words.' })
  @MaxLength(OBJECTION_MAX)
  @Matches(/\S/)
  readonly toWhat!: string;

  @TextField(OBJECTION_MAX, 'What it is about their situation that makes them object.')
  readonly reason?: string | null;

  @Field(() => GraphQLLocalDate, {
    description: 'The day the council heard of it: today, or a day before.',
  })
  readonly objectedOn!: string;
}

/** Records an objection, by the person themself or written down for them. */
export function recordObjection(
  ctx: PeopleContext,
  input: RecordObjectionInput,
): Promise<Objection> {
  return onceOnly(ctx, 'recordObjection', input, async (tx) => {
    const person = await holdPerson(tx, input.personId);
    requirePractisingOrOwn(ctx.actor, person.id);
    requireHappened(ctx.now(), { objectedOn: input.objectedOn });
    const objection = tx.em.create(Objection, {
      personId: person.id,
      teamId: person.teamId,
      toWhat: input.toWhat,
      reason: input.reason ?? null,
      objectedOn: input.objectedOn,
      answerDueOn: oneMonthAfter(input.objectedOn),
      recordedBy: ctx.actor.id,
      recordedAt: ctx.now(),
      answer: null,
      answerWords: null,
      answeredAt: null,
      answeredBy: null,
    });
    await tx.em.flush();
    await tx.record(objectionChanged(objection));
    return objection;
  });
}
