import { MutationInput } from '@connected-lives/kit/mutation-input';
import { notFound } from '@connected-lives/kit/refusal';
import { REASON_MIN, ReasonField } from '@connected-lives/kit/text-field';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import type { PrivacyAlertOpenedType } from './privacy-alert.type.ts';

const PEOPLE_MAX = 500;

@InputType()
export class OpenPrivacyAlertInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly alertId!: string;

  @ReasonField(
    `Why you need to know who, in at least ${REASON_MIN} characters. It is kept for good.`,
  )
  readonly reason!: string;
}

/**
 * Shows the privacy officer whom an alert is about. The opening is kept with its reason, and it is a
 * look at each of the people, which stands in their lists like every other.
 *
 * Only the opening is kept for its key. Who it is about is read anew under the policies, which know
 * whether the viewer is the officer and has opened it.
 */
export async function openPrivacyAlert(
  ctx: PeopleContext,
  input: OpenPrivacyAlertInput,
): Promise<PrivacyAlertOpenedType> {
  const { alertId, reason } = input;
  await onceOnly(ctx, 'openPrivacyAlert', input, async ({ db }) => {
    await requireAlert(db, alertId);
    await db
      .insertInto('privacyAlertOpening')
      .values({ alertId, reason, actorId: ctx.actor.id })
      .execute();
    return { alertId };
  });
  await requireAlert(ctx.db, alertId);
  return whomItIsAbout(ctx, alertId);
}

async function requireAlert(db: PeopleContext['db'], id: string): Promise<void> {
  const alert = await db
    .selectFrom('privacyAlert')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (alert === undefined) {
    throw notFound('alert');
  }
}

/** Readable from the opening on, and not before. Whoever is in these rows has been looked at. */
async function whomItIsAbout(
  { db }: PeopleContext,
  alertId: string,
): Promise<PrivacyAlertOpenedType> {
  const subject = await db
    .selectFrom('privacyAlertSubject')
    .select(['actorId', 'actorName', 'personId', 'fromAt', 'untilAt'])
    .where('alertId', '=', alertId)
    .executeTakeFirst();
  if (subject === undefined) {
    return { alertId, who: null, practitionerId: null, personIds: [] };
  }
  const { actorId, actorName, personId, fromAt, untilAt } = subject;
  const looks =
    personId !== null
      ? [{ personId }]
      : await db
          .selectFrom('look')
          .select('personId')
          .distinct()
          .where('actorId', '=', actorId)
          .where('at', '>=', fromAt)
          .where('at', '<', untilAt)
          .limit(PEOPLE_MAX)
          .execute();
  return {
    alertId,
    who: actorName,
    practitionerId: actorId,
    personIds: looks.map((look) => look.personId),
  };
}
