import { requirePractising } from '@connected-lives/kit/require-practising';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { circleChanged } from './circle.events.ts';
import { lockRelationship } from './lock-relationship.ts';
import type { Relationship } from './relationship.entity.ts';

@InputType()
export class NameEmergencyContactInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly relationshipId!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'False when they are to be rung no more. Without it: true.',
  })
  @IsOptional()
  @IsBoolean()
  readonly isEmergencyContact?: boolean | null;
}

/** Names somebody of the circle as one to ring when something happens. There may be several. */
export function nameEmergencyContact(
  ctx: PeopleContext,
  input: NameEmergencyContactInput,
): Promise<Relationship> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'nameEmergencyContact', input, async (tx) => {
    const relationship = await lockRelationship(tx, input.relationshipId);
    relationship.setEmergencyContact(input.isEmergencyContact ?? true);
    await tx.em.flush();
    await tx.record(circleChanged(relationship));
    return relationship;
  });
}
