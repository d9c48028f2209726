import { requireHappened } from '@connected-lives/kit/happened';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { TextField } from '@connected-lives/kit/text-field';
import { onceOnly, type Transaction } from '@connected-lives/kit/transaction';
import { LockMode } from '@mikro-orm/postgresql';
import { IsEnum, IsInt, IsOptional, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { holdPerson, lockPerson } from '../people/hold-person.ts';
import type { PeopleTables } from '../tables.ts';
import { addCarerToCircle } from './add-carer-to-circle.ts';
import {
  CarerAnswer,
  CARER_TEXT_MAX,
  CaringRole,
  HOURS_PER_WEEK_MAX,
} from './caring-role.entity.ts';
import { caringRoleChanged } from './carers.events.ts';

const ITS_EFFECT = `In the carer’s words where you can, ${CARER_TEXT_MAX} characters at most.`;

@InputType()
export class RecordCaringRoleInput extends MutationInput {
  @Field(() => ID, { description: 'The carer, as a person in their own right.' })
  @IsUUID()
  readonly carerId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Whom they care for, when the council knows them and you reach them.',
  })
  @IsOptional()
  @IsUUID()
  readonly caredForId?: string | null;

  @TextField(200, 'Whom they care for otherwise: a name.')
  readonly caredForName?: string | null;

  @Field(() => Int, { nullable: true, description: 'Day and night together. Null when not known.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(HOURS_PER_WEEK_MAX)
  readonly hoursPerWeek?: number | null;

  @Field(() => CarerAnswer, { nullable: true, description: 'Whether the carer is able to care.' })
  @IsOptional()
  @IsEnum(CarerAnswer)
  readonly able?: CarerAnswer | null;

  @Field(() => CarerAnswer, {
    nullable: true,
    description: 'Whether the carer is willing to care. Nobody has to be.',
  })
  @IsOptional()
  @IsEnum(CarerAnswer)
  readonly willing?: CarerAnswer | null;

  @Field(() => String, { nullable: true, description: `On their own wellbeing. ${ITS_EFFECT}` })
  @IsOptional()
  @MaxLength(CARER_TEXT_MAX)
  @Matches(/\S/)
  readonly effectOnWellbeing?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `On paid work that they do or would like to do. ${ITS_EFFECT}`,
  })
  @IsOptional()
  @MaxLength(CARER_TEXT_MAX)
  @Matches(/\S/)
  readonly effectOnWork?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `On education, training and recreation. ${ITS_EFFECT}`,
  })
  @IsOptional()
  @MaxLength(CARER_TEXT_MAX)
  @Matches(/\S/)
  readonly effectOnEducation?: string | null;

  @Field(() => String, { nullable: true, description: `On their money. ${ITS_EFFECT}` })
  @IsOptional()
  @MaxLength(CARER_TEXT_MAX)
  @Matches(/\S/)
  readonly effectOnMoney?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `What the carer wants from day to day: section 10(5)(d). ${ITS_EFFECT}`,
  })
  @IsOptional()
  @MaxLength(CARER_TEXT_MAX)
  @Matches(/\S/)
  readonly wishes?: string | null;

  @TextField(CARER_TEXT_MAX, 'What happens when the carer cannot be there, and who is called.')
  readonly contingencyPlan?: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Since when they care.' })
  @IsOptional()
  readonly fromOn?: string | null;
}

/**
 * Records what caring for somebody means to the carer, in the carer's own record (Care Act 2014
 * s10). What was recorded before of the same care is kept behind it. The circle of whoever is cared
 * for shows that there is a carer and who it is, and nothing else of this.
 */
export function recordCaringRole(
  ctx: PeopleContext,
  input: RecordCaringRoleInput,
): Promise<CaringRole> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'recordCaringRole', input, async (tx) => {
    const { caredForId = null, caredForName = null } = input;
    requireOneCaredFor(input);
    const { carer, caredFor } = await holdBoth(tx, input.carerId, caredForId);
    const now = ctx.now();
    requireHappened(now, { fromOn: input.fromOn });
    await endEarlier(tx, input, now);
    const role = tx.em.create(CaringRole, {
      personId: carer.id,
      teamId: carer.teamId,
      caredForId,
      caredForName,
      relationshipId:
        caredFor === null ? null : await addCarerToCircle(ctx, tx, { caredFor, carer, input }),
      hoursPerWeek: input.hoursPerWeek ?? null,
      able: input.able ?? null,
      willing: input.willing ?? null,
      effectOnWellbeing: input.effectOnWellbeing ?? null,
      effectOnWork: input.effectOnWork ?? null,
      effectOnEducation: input.effectOnEducation ?? null,
      effectOnMoney: input.effectOnMoney ?? null,
      wishes: input.wishes ?? null,
      contingencyPlan: input.contingencyPlan ?? null,
      fromOn: input.fromOn ?? null,
      recordedBy: ctx.actor.id,
      recordedAt: now,
      untilAt: null,
    });
    await tx.em.flush();
    await tx.record(caringRoleChanged(role));
    return role;
  });
}

/** In the order of their ids, so that two who care for each other cannot wait for each other. */
async function holdBoth(tx: Transaction<PeopleTables>, carerId: string, caredForId: string | null) {
  if (caredForId !== null && caredForId.toLowerCase() < carerId.toLowerCase()) {
    const caredFor = await holdPerson(tx, caredForId);
    return { carer: await lockPerson(tx, carerId), caredFor };
  }
  const carer = await lockPerson(tx, carerId);
  return { carer, caredFor: caredForId === null ? null : await holdPerson(tx, caredForId) };
}

function requireOneCaredFor({ carerId, caredForId, caredForName }: RecordCaringRoleInput): void {
  if (((caredForId ?? null) === null) === ((caredForName ?? null) === null)) {
    throw new Refusal('NOBODY_NAMED', 'Say whom they care for: a person or a name, not both.');
  }
  if (carerId === caredForId) {
    throw new Refusal('THEMSELF', 'A carer cares for somebody else.');
  }
}

/** Under the lock of the carer, so that one role a pair goes on at a time. */
async function endEarlier(
  tx: Transaction<PeopleTables>,
  { carerId, caredForId = null, caredForName = null }: RecordCaringRoleInput,
  now: Date,
): Promise<void> {
  const earlier = await tx.em.find(
    CaringRole,
    { personId: carerId, caredForId, caredForName, untilAt: null },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  earlier.forEach((role) => role.end(now));
}
