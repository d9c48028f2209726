import { requireHappened } from '@connected-lives/kit/happened';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsEnum, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { requireInCircle } from '../circle/require-in-circle.ts';
import type { PeopleContext } from '../people.context.ts';
import { holdPerson } from '../people/hold-person.ts';
import { requirePractisingOrOwn } from '../rights/whose-to-write.ts';
import { sharingChanged } from './consent.events.ts';
import {
  HowAgreed,
  SHARED_WITH_MAX,
  SHARING_TEXT_MAX,
  SharingAgreement,
} from './sharing-agreement.entity.ts';

@InputType()
export class AgreeToShareInput extends MutationInput {
  @Field(() => ID, { description: 'Who agrees.' })
  @IsUUID()
  readonly personId!: string;

  @Field(() => String, {
    description: 'With whom: an organisation, a role or somebody by name.',
  })
  @MaxLength(SHARED_WITH_MAX)
  @Matches(/\S/)
  readonly sharedWith!: string;

  @Field(() => ID, { nullable: true, description: 'The same one, when in the person’s circle.' })
  @IsOptional()
  @IsUUID()
  readonly relationshipId?: string | null;

  @Field(() => String, { description: 'What may be shared, in plain words.' })
  @MaxLength(SHARING_TEXT_MAX)
  @Matches(/\S/)
  readonly what!: string;

  @Field(() => String, { description: 'What for.' })
  @MaxLength(SHARING_TEXT_MAX)
  @Matches(/\S/)
  readonly purpose!: string;

  @Field(() => HowAgreed, { description: 'The person’s own, signed in themself, says ONLINE.' })
  @IsEnum(HowAgreed)
  readonly how!: HowAgreed;

  @Field(() => GraphQLLocalDate, { description: 'Today, or a day before.' })
  readonly agreedOn!: string;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The last day. Null until it is withdrawn.',
  })
  @IsOptional()
  readonly untilOn?: string | null;
}

/** Records what a person agreed to share. They may do it themself, signed in. */
export function agreeToShare(
  ctx: PeopleContext,
  input: AgreeToShareInput,
): Promise<SharingAgreement> {
  return onceOnly(ctx, 'agreeToShare', input, async (tx) => {
    const person = await holdPerson(tx, input.personId);
    requirePractisingOrOwn(ctx.actor, person.id);
    const { relationshipId = null, agreedOn, untilOn = null } = input;
    if (relationshipId !== null) {
      await requireInCircle(tx, person.id, relationshipId);
    }
    if (untilOn !== null && untilOn < agreedOn) {
      throw new Refusal('ENDS_BEFORE_IT_BEGINS', 'The last day is before the first.');
    }
    requireHappened(ctx.now(), { agreedOn });
    requireOwnManner(ctx, person.id, input.how);
    const agreement = tx.em.create(SharingAgreement, {
      personId: person.id,
      teamId: person.teamId,
      sharedWith: input.sharedWith,
      relationshipId,
      what: input.what,
      purpose: input.purpose,
      how: input.how,
      agreedOn,
      untilOn,
      recordedBy: ctx.actor.id,
      recordedAt: ctx.now(),
      withdrawnAt: null,
      withdrawnWords: null,
      withdrawnBy: null,
    });
    await tx.em.flush();
    await tx.record(sharingChanged(agreement));
    return agreement;
  });
}

/** Nobody may say of somebody else that they did it online themself, nor the other way round. */
function requireOwnManner({ actor }: PeopleContext, personId: string, how: HowAgreed): void {
  if ((how === HowAgreed.ONLINE) !== (actor.personId === personId)) {
    throw new Refusal(
      'NOT_HOW_IT_WAS',
      'ONLINE is for the person, signed in themself, and the others are for staff who write it down.',
    );
  }
}
