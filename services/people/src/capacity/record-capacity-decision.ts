import type { NewEvent } from '@connected-lives/kit/event-log';
import { requireHappened } from '@connected-lives/kit/happened';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { TextField } from '@connected-lives/kit/text-field';
import { onceOnly, type Transaction } from '@connected-lives/kit/transaction';
import { IsBoolean, IsEnum, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { sql } from 'kysely';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { lockPerson } from '../people/hold-person.ts';
import type { PeopleTables } from '../tables.ts';
import {
  CAPACITY_TEXT_MAX,
  CapacityConclusion,
  CapacityDecision,
  IMPAIRMENT_MAX,
  MATTER_MAX,
  REFERENCE_MAX,
} from './capacity-decision.entity.ts';
import {
  type FunctionalTest,
  requireConclusionFollows,
  requireOneMatter,
} from './functional-test.ts';

@InputType()
export class RecordCapacityDecisionInput extends MutationInput implements FunctionalTest {
  @Field(() => ID)
  @IsUUID()
  readonly personId!: string;

  @Field(() => String, {
    description: 'One decision that has to be made, in words that say which: never all decisions.',
  })
  @MaxLength(MATTER_MAX)
  @Matches(/\S/)
  readonly matter!: string;

  @Field(() => String, {
    description: 'What was done to help them decide: section 1(3), all practicable steps.',
  })
  @MaxLength(CAPACITY_TEXT_MAX)
  @Matches(/\S/)
  readonly supportGiven!: string;

  @TextField(IMPAIRMENT_MAX, 'The impairment of, or disturbance in, mind or brain: section 2(1).')
  readonly impairment?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Can they understand what is relevant? Section 3(1)(a).',
  })
  @IsOptional()
  @IsBoolean()
  readonly understands?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Can they retain it long enough? Section 3(1)(b).',
  })
  @IsOptional()
  @IsBoolean()
  readonly retains?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Can they use or weigh it? Section 3(1)(c).',
  })
  @IsOptional()
  @IsBoolean()
  readonly weighs?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Can they tell their decision, by any means? Section 3(1)(d).',
  })
  @IsOptional()
  @IsBoolean()
  readonly communicates?: boolean | null;

  @Field(() => CapacityConclusion)
  @IsEnum(CapacityConclusion)
  readonly conclusion!: CapacityConclusion;

  @Field(() => String, { description: 'Why: what was asked, and what the person said and did.' })
  @MaxLength(CAPACITY_TEXT_MAX)
  @Matches(/\S/)
  readonly reason!: string;

  @Field(() => String, { description: 'Who assessed it: a name and what they are.' })
  @MaxLength(REFERENCE_MAX)
  @Matches(/\S/)
  readonly assessedBy!: string;

  @Field(() => GraphQLLocalDate, { description: 'Today, or a day before.' })
  readonly assessedOn!: string;

  @TextField(REFERENCE_MAX, 'Where the decision in their best interests stands: section 4.')
  readonly bestInterestsReference?: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'When to look at it again.' })
  @IsOptional()
  readonly reviewDueOn?: string | null;
}

/**
 * Records whether a person could make one decision. An earlier one about the same matter is kept
 * behind it, so that one at a time holds.
 */
export function recordCapacityDecision(
  ctx: PeopleContext,
  input: RecordCapacityDecisionInput,
): Promise<CapacityDecision> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'recordCapacityDecision', input, async (tx) => {
    const person = await lockPerson(tx, input.personId);
    requireSound(input);
    const now = ctx.now();
    requireHappened(now, { assessedOn: input.assessedOn });
    const matter = input.matter.trim();
    await supersedeEarlier(tx, person.id, matter, now);
    const decision = tx.em.create(CapacityDecision, {
      personId: person.id,
      teamId: person.teamId,
      matter,
      supportGiven: input.supportGiven,
      impairment: input.impairment ?? null,
      understands: input.understands ?? null,
      retains: input.retains ?? null,
      weighs: input.weighs ?? null,
      communicates: input.communicates ?? null,
      conclusion: input.conclusion,
      reason: input.reason,
      assessedBy: input.assessedBy,
      assessedOn: input.assessedOn,
      bestInterestsReference: input.bestInterestsReference ?? null,
      reviewDueOn: input.reviewDueOn ?? null,
      recordedBy: ctx.actor.id,
      recordedAt: now,
      supersededAt: null,
    });
    await tx.em.flush();
    await tx.record(capacityDecided(decision));
    return decision;
  });
}

/** Under the lock of the person, and whatever the letters' case. */
async function supersedeEarlier(
  { db }: Pick<Transaction<PeopleTables>, 'db'>,
  personId: string,
  matter: string,
  now: Date,
): Promise<void> {
  await db
    .updateTable('capacityDecision')
    .set({ supersededAt: now, version: sql`version + 1` })
    .where('personId', '=', personId)
    .where('matterKey', '=', sql<string>`lower(${matter})`)
    .where('supersededAt', 'is', null)
    .execute();
}

function requireSound(input: RecordCapacityDecisionInput): void {
  const { conclusion, bestInterestsReference = null, reviewDueOn = null } = input;
  requireOneMatter(input.matter);
  requireConclusionFollows(input, input.impairment ?? null, conclusion);
  if (bestInterestsReference !== null && conclusion === CapacityConclusion.HAS_CAPACITY) {
    throw new Refusal(
      'THEIRS_TO_DECIDE',
      'Whoever has capacity decides for themself, also unwisely: section 1(4).',
    );
  }
  if (reviewDueOn !== null && reviewDueOn < input.assessedOn) {
    throw new Refusal('REVIEW_BEFORE_ASSESSMENT', 'The review comes after the assessment.');
  }
}

function capacityDecided({ id, personId, teamId, version }: CapacityDecision): NewEvent {
  return { kind: 'capacity-decided', subjectId: id, personId, teamId, version, payload: {} };
}
