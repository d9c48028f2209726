import { requireHappened } from '@connected-lives/kit/happened';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsUUID } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { endAccessThrough } from '../rights/end-representative-access.ts';
import { circleChanged } from './circle.events.ts';
import { lockRelationship } from './lock-relationship.ts';
import type { Relationship } from './relationship.entity.ts';

@InputType()
export class EndRelationshipInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly relationshipId!: string;

  @Field(() => GraphQLLocalDate, { description: 'The last day it was so: today, or a day before.' })
  readonly untilOn!: string;
}

/**
 * Ends a relationship and keeps it. Whoever read the record because of it reads it no longer, from
 * this moment, whatever the day.
 */
export function endRelationship(
  ctx: PeopleContext,
  input: EndRelationshipInput,
): Promise<Relationship> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'endRelationship', input, async (tx) => {
    const relationship = await lockRelationship(tx, input.relationshipId);
    requireHappened(ctx.now(), { untilOn: input.untilOn });
    relationship.end(input.untilOn);
    await tx.em.flush();
    await endAccessThrough(tx, relationship);
    await tx.record(circleChanged(relationship));
    return relationship;
  });
}
