import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { onceOnly } from '@connected-lives/kit/transaction';
import { ArrayMaxSize, IsUUID, MaxLength, MinLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { lockPerson } from '../people/hold-person.ts';
import { closeTo, endClosure, endOpenings, openTo } from './open-and-close.ts';
import { requireStandingReach } from './require-standing-reach.ts';

const NAMED_MAX = 50;

@InputType()
export class SealRecordInput extends MutationInput {
  @Field(() => ID, { description: 'The person whose record is sealed.' })
  @IsUUID()
  readonly personId!: string;

  @Field(() => String, { description: 'Why, in at least ten characters.' })
  @MinLength(10)
  @MaxLength(2_000)
  readonly reason!: string;

  @Field(() => [ID], {
    description: `The practitioners who go on working with the person, ${NAMED_MAX} at most. You are one of them.`,
  })
  @IsUUID(undefined, { each: true })
  @ArrayMaxSize(NAMED_MAX)
  readonly practitionerIds!: string[];
}

@InputType()
export class UnsealRecordInput extends MutationInput {
  @Field(() => ID, { description: 'The person whose record is sealed no more.' })
  @IsUUID()
  readonly personId!: string;
}

/**
 * Closes a record to everybody who is not named: a member of staff, a witness, somebody in danger.
 * For the team's manager, who stays named. Neither the team nor an urgent opening gets in.
 */
export function sealRecord(ctx: PeopleContext, input: SealRecordInput): Promise<{ id: string }> {
  const { personId, reason, practitionerIds } = input;
  const managerId = requireManager(ctx);
  return onceOnly(ctx, 'sealRecord', input, async (tx) => {
    await lockPerson(tx, personId);
    await requireStandingReach(tx, personId);
    if (await isSealed(tx.db, personId)) {
      throw new Refusal('ALREADY_SEALED', 'This record is sealed. Unseal it to name others.');
    }
    for (const holderId of new Set([managerId, ...practitionerIds])) {
      await openTo(tx, { personId, holderId, why: 'NAMED' });
    }
    await closeTo(tx, { personId, practitionerId: null, why: 'SEALED', reason });
    return { id: personId };
  });
}

/** Opens a sealed record to its team again. Done by a manager who is named for it. */
export function unsealRecord(
  ctx: PeopleContext,
  input: UnsealRecordInput,
): Promise<{ id: string }> {
  const { personId } = input;
  requireManager(ctx);
  return onceOnly(ctx, 'unsealRecord', input, async (tx) => {
    await lockPerson(tx, personId);
    await requireStandingReach(tx, personId);
    const ended = await endClosure(tx, { personId, practitionerId: null, why: 'SEALED' });
    if (ended === undefined) {
      throw new Refusal('NOT_SEALED', 'This record is not sealed.');
    }
    await endOpenings(tx, { personId, why: 'NAMED' });
    return { id: personId };
  });
}

async function isSealed(db: PeopleContext['db'], personId: string): Promise<boolean> {
  const sealed = await db
    .selectFrom('closure')
    .select('id')
    .where('personId', '=', personId)
    .where('why', '=', 'SEALED')
    .where('untilAt', 'is', null)
    .executeTakeFirst();
  return sealed !== undefined;
}

function requireManager({ actor }: PeopleContext): string {
  if (actor.role !== 'manager' || actor.practitionerId === null) {
    throw new Refusal('NOT_YOURS', 'The manager of the person’s team decides on this.');
  }
  return actor.practitionerId;
}
