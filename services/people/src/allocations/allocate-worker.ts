import { requirePractising } from '@connected-lives/kit/require-practising';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsInt, IsOptional, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { holdPerson } from '../people/hold-person.ts';
import { type Allocation, REASON_MAX, WEIGHT_MAX } from './allocation.entity.ts';
import { beginWork, lockPractitioners } from './work-together.ts';

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
