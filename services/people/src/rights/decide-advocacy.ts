import type { NewEvent } from '@connected-lives/kit/event-log';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { onceOnly, type Transaction } from '@connected-lives/kit/transaction';
import { LockMode } from '@mikro-orm/postgresql';
import { IsBoolean, IsEnum, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { RelationshipKind } from '../circle/relationship-kind.ts';
import { requireInCircle } from '../circle/require-in-circle.ts';
import type { PeopleContext } from '../people.context.ts';
import { lockPerson } from '../people/hold-person.ts';
import type { PeopleTables } from '../tables.ts';
import { AdvocacyDecision, AdvocacyDuty, REASONS_MAX } from './advocacy-decision.entity.ts';

@InputType()
export class DecideAdvocacyInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly personId!: string;

  @Field(() => AdvocacyDuty, { description: 'What the person is to be involved in.' })
  @IsEnum(AdvocacyDuty)
  readonly duty!: AdvocacyDuty;

  @Field(() => Boolean, {
    description:
      'Whether they would have substantial difficulty in understanding, retaining, using or weighing what matters, or in telling what they think: section 67(4).',
  })
  @IsBoolean()
  readonly substantialDifficulty!: boolean;

  @Field(() => ID, {
    nullable: true,
    description:
      'Somebody of the circle who can support them to be involved, whom they agree to and who is not paid to care for them: section 67(5) and (6). Null when there is nobody.',
  })
  @IsOptional()
  @IsUUID()
  readonly appropriateIndividualId?: string | null;

  @Field(() => String, { description: 'Why, in words the person can follow.' })
  @MaxLength(REASONS_MAX)
  @Matches(/\S/)
  readonly reason!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The advocate in the circle, once there is one.',
  })
  @IsOptional()
  @IsUUID()
  readonly advocateId?: string | null;
}

/**
 * Decides for one duty whether the council has to arrange an independent advocate: when the person
 * would have substantial difficulty in being involved and nobody else is there to support them
 * (Care Act 2014 s67, s68). The decision before is kept.
 */
export function decideAdvocacy(
  ctx: PeopleContext,
  input: DecideAdvocacyInput,
): Promise<AdvocacyDecision> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'decideAdvocacy', input, async (tx) => {
    const person = await lockPerson(tx, input.personId);
    await requireFittingPeople(tx, input);
    const now = ctx.now();
    const earlier = await tx.em.findOne(
      AdvocacyDecision,
      { personId: person.id, duty: input.duty, supersededAt: null },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (earlier !== null) {
      earlier.supersededAt = now;
      await tx.em.flush();
    }
    const decision = tx.em.create(AdvocacyDecision, {
      personId: person.id,
      teamId: person.teamId,
      duty: input.duty,
      substantialDifficulty: input.substantialDifficulty,
      appropriateIndividualId: input.appropriateIndividualId ?? null,
      reason: input.reason,
      advocateId: input.advocateId ?? null,
      decidedBy: ctx.actor.id,
      decidedAt: now,
      supersededAt: null,
    });
    await tx.em.flush();
    await tx.record(advocacyDecided(decision));
    return decision;
  });
}

async function requireFittingPeople(
  tx: Transaction<PeopleTables>,
  { personId, appropriateIndividualId = null, advocateId = null }: DecideAdvocacyInput,
): Promise<void> {
  if (appropriateIndividualId !== null) {
    const { kind } = await requireInCircle(tx, personId, appropriateIndividualId);
    if (kind === RelationshipKind.ADVOCATE || kind === RelationshipKind.CHILD) {
      throw new Refusal(
        'NOT_APPROPRIATE',
        'The one who supports them is an adult of their own circle; an advocate is somebody else.',
      );
    }
  }
  if (advocateId !== null) {
    const { kind } = await requireInCircle(tx, personId, advocateId);
    if (kind !== RelationshipKind.ADVOCATE) {
      throw new Refusal('NOT_AN_ADVOCATE', 'Add the advocate to the circle as one first.');
    }
  }
}

function advocacyDecided({ id, personId, teamId, version }: AdvocacyDecision): NewEvent {
  return { kind: 'advocacy-decided', subjectId: id, personId, teamId, version, payload: {} };
}
