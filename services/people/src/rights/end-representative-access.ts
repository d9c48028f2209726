import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { onceOnly, type Transaction } from '@connected-lives/kit/transaction';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { lockRelationship } from '../circle/lock-relationship.ts';
import { REPRESENTATIVES } from '../circle/relationship-kind.ts';
import { Relationship } from '../circle/relationship.entity.ts';
import type { PeopleContext } from '../people.context.ts';
import { endOpenings } from '../reach/open-and-close.ts';
import type { PeopleTables } from '../tables.ts';

@InputType()
export class EndRepresentativeAccessInput extends MutationInput {
  @Field(() => ID, { description: 'The relationship through which they have access.' })
  @IsUUID()
  readonly relationshipId!: string;
}

/** Ends a representative's access at once, in every service. They stay in the circle. */
export function endRepresentativeAccess(
  ctx: PeopleContext,
  input: EndRepresentativeAccessInput,
): Promise<Relationship> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'endRepresentativeAccess', input, async (tx) => {
    const relationship = await lockRelationship(tx, input.relationshipId);
    const { personId, otherPersonId: holderId } = relationship;
    const ended =
      holderId === null ? [] : await endOpenings(tx, { personId, holderId, why: 'REPRESENTATIVE' });
    if (ended.length === 0) {
      throw new Refusal('NO_ACCESS_TO_END', 'They have no access to this record.');
    }
    return relationship;
  });
}

/**
 * What a relationship that has ended opened, unless the same person still represents in another
 * way: an attorney for money who is an attorney for welfare too.
 */
export async function endAccessThrough(
  tx: Transaction<PeopleTables>,
  { id, personId, otherPersonId }: Relationship,
): Promise<void> {
  if (otherPersonId === null) {
    return;
  }
  const others = await tx.em.count(Relationship, {
    id: { $ne: id },
    personId,
    otherPersonId,
    kind: { $in: [...REPRESENTATIVES] },
    untilOn: null,
  });
  if (others === 0) {
    await endOpenings(tx, { personId, holderId: otherPersonId, why: 'REPRESENTATIVE' });
  }
}
