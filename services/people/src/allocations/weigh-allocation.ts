import { requirePractising } from '@connected-lives/kit/require-practising';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsInt, Max, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { type Allocation, WEIGHT_MAX } from './allocation.entity.ts';
import { allocationChanged } from './allocation.events.ts';
import { EndAllocationInput } from './end-allocation.ts';
import { lockAllocation } from './lock-allocation.ts';

@InputType()
export class WeighAllocationInput extends EndAllocationInput {
  @Field(() => Int, { description: 'From 1 to 5.' })
  @IsInt()
  @Min(1)
  @Max(WEIGHT_MAX)
  readonly weight!: number;
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
