import { notFound } from '@connected-lives/kit/refusal';
import { onceOnly } from '@connected-lives/kit/transaction';
import { LockMode } from '@mikro-orm/postgresql';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { keepDetails } from './keep-details.ts';
import { appoint } from './keep-leading-roles.ts';
import { PractitionerDetailsInput } from './practitioner-details.input.ts';
import { Practitioner } from './practitioner.entity.ts';
import type { PractitionerRecorded } from './practitioner.type.ts';

@InputType()
export class ChangePractitionerInput extends PractitionerDetailsInput {
  @Field(() => ID, {
    description:
      'Yourself, or somebody of a team that you manage; for those who lead the council, anybody whom they appoint.',
  })
  @IsUUID()
  readonly practitionerId!: string;
}

/**
 * Writes down somebody's post, registration and working pattern: their own, or that of somebody
 * whom the viewer manages. Whom they answer to and what they answer for, a manager says; that they lead
 * the council, those who lead it.
 */
export function changePractitioner(
  ctx: PeopleContext,
  input: ChangePractitionerInput,
): Promise<PractitionerRecorded> {
  const { actor } = ctx;
  const { practitionerId, idempotencyKey: _, ...details } = input;
  const { lineManagerId, heldRoles } = details;
  return onceOnly(ctx, 'changePractitioner', input, async (tx) => {
    const known = await tx.em.findOne(Practitioner, { id: practitionerId });
    if (known === null) {
      throw notFound('practitioner');
    }
    const manages = actor.role === 'manager' && actor.teamIds.includes(known.teamId);
    const isOwn =
      actor.practitionerId === practitionerId &&
      lineManagerId === undefined &&
      heldRoles === undefined;
    if (!manages && !isOwn) {
      await appoint(tx, actor, known, details);
      return { practitionerId, warnings: [] };
    }
    const practitioner = await tx.em.findOneOrFail(
      Practitioner,
      { id: practitionerId },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    return {
      practitionerId,
      warnings: await keepDetails(tx, practitioner, details, { actor, now: ctx.now() }),
    };
  });
}
