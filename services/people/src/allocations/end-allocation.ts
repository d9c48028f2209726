import { MutationInput } from '@connected-lives/kit/mutation-input';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import type { PersonRecorded } from '../people/person-recorded.type.ts';
import { lockAllocation } from './lock-allocation.ts';
import { endWork } from './work-together.ts';

@InputType()
export class EndAllocationInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly allocationId!: string;
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
