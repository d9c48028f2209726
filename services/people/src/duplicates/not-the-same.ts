import { MutationInput } from '@connected-lives/kit/mutation-input';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsUUID, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { holdPerson } from '../people/hold-person.ts';
import { NotTheSame, REASON_LENGTH_MAX } from './not-the-same.entity.ts';
import { lockBoth, requireTwoRecords } from './lock-both.ts';

@InputType()
export class NotTheSameInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly personId!: string;

  @Field(() => ID)
  @IsUUID()
  readonly otherPersonId!: string;

  @Field(() => String, { description: 'How you know that they are two people.' })
  @MaxLength(REASON_LENGTH_MAX)
  @Matches(/\S/, { message: 'Say how you know' })
  readonly reason!: string;
}

/** Remembers that two records that are alike are two people's: the pair is not shown again. */
export function notTheSame(ctx: PeopleContext, input: NotTheSameInput): Promise<NotTheSame> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'notTheSame', input, async (tx) => {
    requireTwoRecords(input.personId, input.otherPersonId);
    // Two who say it at the same moment take turns.
    await lockBoth(tx, input.personId, input.otherPersonId);
    const person = await holdPerson(tx, input.personId);
    const other = await holdPerson(tx, input.otherPersonId);
    const said = await tx.em.findOne(NotTheSame, {
      personId: person.id,
      otherPersonId: other.id,
    });
    return (
      said ??
      tx.em.create(NotTheSame, {
        personId: person.id,
        otherPersonId: other.id,
        teamId: person.teamId,
        reason: input.reason,
        saidBy: ctx.actor.id,
        saidAt: ctx.now(),
      })
    );
  });
}
