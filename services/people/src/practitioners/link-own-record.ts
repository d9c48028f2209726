import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { lockPerson } from '../people/hold-person.ts';
import { Connection } from '../reach/connection.type.ts';
import { isDeclared } from '../reach/declare-connection.ts';
import { closeTo } from '../reach/open-and-close.ts';
import type { PractitionerRecorded } from './practitioner.type.ts';
import { requirePractitioner } from './require-manager.ts';

@InputType()
export class LinkOwnRecordInput extends MutationInput {
  @Field(() => ID, { description: 'Yourself, or somebody of a team that you manage.' })
  @IsUUID()
  readonly practitionerId!: string;

  @Field(() => ID, { description: 'Their own record with adult care, which you reach.' })
  @IsUUID()
  readonly personId!: string;
}

/**
 * Says that a member of staff is known to adult care themself. From then on their own record is
 * closed to them as staff, wherever they work, and open to them as the person they are.
 */
export function linkOwnRecord(
  ctx: PeopleContext,
  input: LinkOwnRecordInput,
): Promise<PractitionerRecorded> {
  const { actor } = ctx;
  const { practitionerId, personId } = input;
  return onceOnly(ctx, 'linkOwnRecord', input, async (tx) => {
    const { teamId } = await requirePractitioner(tx, practitionerId);
    const manages = actor.role === 'manager' && actor.teamIds.includes(teamId);
    if (!manages && actor.practitionerId !== practitionerId) {
      throw new Refusal('NOT_YOURS', 'Say it of yourself, or ask a manager of the team to.');
    }
    await lockPerson(tx, personId);
    const linked = await tx.db
      .insertInto('ownRecord')
      .values({ practitionerId, personId, linkedBy: actor.id, linkedAt: ctx.now() })
      .onConflict((conflict) => conflict.column('practitionerId').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (linked === undefined) {
      throw new Refusal('ALREADY_LINKED', 'Their own record is known.');
    }
    if (!(await isDeclared(tx.db, { personId, practitionerId, connection: Connection.SELF }))) {
      await closeTo(tx, {
        personId,
        practitionerId,
        why: 'SELF',
        reason: 'They are the person themself.',
      });
    }
    return { practitionerId, warnings: [] };
  });
}
