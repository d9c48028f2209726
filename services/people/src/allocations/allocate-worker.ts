import { requirePractising } from '@connected-lives/kit/require-practising';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { notFound, Refusal } from '@connected-lives/kit/refusal';
import { onceOnly, type Transaction } from '@connected-lives/kit/transaction';
import { IsInt, IsOptional, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { LockMode } from '@mikro-orm/postgresql';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { holdPerson } from '../people/hold-person.ts';
import type { PersonRecorded } from '../people/person-recorded.type.ts';
import type { PeopleTables } from '../tables.ts';
import { Allocation, WEIGHT_MAX, REASON_MAX } from './allocation.entity.ts';
import { allocationChanged } from './allocation.events.ts';
import { beginWork, endWork, lockPractitioners } from './work-together.ts';

@InputType()
export class AllocateWorkerInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly personId!: string;

  @Field(() => ID, { description: 'Of any team: one of another team reaches the person from now.' })
  @IsUUID()
  readonly practitionerId!: string;

  @Field(() => Int, {
    description: 'From 1 to 5: how much it asks of the practitioner, by its complexity.',
  })
  @IsInt()
  @Min(1)
  @Max(WEIGHT_MAX)
  readonly weight!: number;

  @Field(() => String, { nullable: true, description: 'For what, where that needs words.' })
  @IsOptional()
  @MaxLength(REASON_MAX)
  @Matches(/\S/)
  readonly reason?: string | null;
}

@InputType()
export class EndAllocationInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly allocationId!: string;
}

@InputType()
export class WeighAllocationInput extends EndAllocationInput {
  @Field(() => Int, { description: 'From 1 to 5.' })
  @IsInt()
  @Min(1)
  @Max(WEIGHT_MAX)
  readonly weight!: number;
}

/** A practitioner works with a person from now on. By whoever works with people and reaches them. */
export function allocateWorker(
  ctx: PeopleContext,
  input: AllocateWorkerInput,
): Promise<Allocation> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'allocateWorker', input, async (tx) => {
    await lockPractitioners(tx, [input.practitionerId]);
    const person = await holdPerson(tx, input.personId);
    const allocation = await beginWork(tx, {
      person,
      practitionerId: input.practitionerId,
      weight: input.weight,
      reason: input.reason ?? null,
      allocatedBy: ctx.actor.id,
      now: ctx.now(),
    });
    if (allocation === undefined) {
      throw new Refusal('ALREADY_ALLOCATED', 'They work together already.');
    }
    return allocation;
  });
}

/**
 * They no longer work together. A person may be without a worker for a while: the team sees it. With
 * it the worker of another team may lose their own reach, so it answers with an id, like everything
 * that does.
 */
export function endAllocation(
  ctx: PeopleContext,
  input: EndAllocationInput,
): Promise<PersonRecorded> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'endAllocation', input, async (tx) => {
    const allocation = await lockAllocation(tx, input.allocationId);
    await endWork(tx, allocation, ctx.now());
    return { personId: allocation.personId, warnings: [] };
  });
}

/** The work asks more, or less, than it did. */
export function weighAllocation(
  ctx: PeopleContext,
  input: WeighAllocationInput,
): Promise<Allocation> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'weighAllocation', input, async (tx) => {
    const allocation = await lockAllocation(tx, input.allocationId);
    allocation.weigh(input.weight);
    await tx.em.flush();
    await tx.record(allocationChanged(allocation));
    return allocation;
  });
}

/** An allocation of somebody in reach, whose person stays with their team meanwhile. */
async function lockAllocation(tx: Transaction<PeopleTables>, id: string): Promise<Allocation> {
  const known = await tx.em.findOne(Allocation, { id });
  if (known === null) {
    throw notFound('allocation');
  }
  await holdPerson(tx, known.personId);
  return tx.em.findOneOrFail(
    Allocation,
    { id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
}
