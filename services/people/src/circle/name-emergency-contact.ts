import { MutationInput } from '@connected-lives/kit/mutation-input';
import { notFound } from '@connected-lives/kit/refusal';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { onceOnly, type Transaction } from '@connected-lives/kit/transaction';
import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { requireMayKnow } from '../addresses/protection.ts';
import type { PeopleContext } from '../people.context.ts';
import type { PeopleTables } from '../tables.ts';
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
    const named = input.isEmergencyContact ?? true;
    const relationship = await lockRelationship(tx, input.relationshipId);
    if (named && !relationship.isEmergencyContact) {
      await requireMayBeTold(tx, relationship);
    }
    relationship.setEmergencyContact(named);
    await tx.em.flush();
    await tx.record(circleChanged(relationship));
    return relationship;
  });
}

/**
 * Everybody who works with the person is shown how to ring whoever is to be rung. So it is for those
 * who are shown it before too: else it would be a way to the number of somebody who is sealed, or
 * whose address is kept from them.
 */
async function requireMayBeTold(
  tx: Transaction<PeopleTables>,
  { otherPersonId }: Relationship,
): Promise<void> {
  if (otherPersonId === null) {
    return;
  }
  const reached = await tx.db
    .selectFrom('person')
    .select('id')
    .where('id', '=', otherPersonId)
    .executeTakeFirst();
  if (reached === undefined) {
    throw notFound('person');
  }
  await requireMayKnow(tx, otherPersonId);
}
