import { PRACTISING_ROLES } from '@connected-lives/kit/actor';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { notFound, Refusal } from '@connected-lives/kit/refusal';
import { REASON_MIN, ReasonField } from '@connected-lives/kit/text-field';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsUUID } from 'class-validator';
import { sql } from 'kysely';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { openTo } from './open-and-close.ts';
import type { OpeningRow } from './opening.type.ts';
import { recordOpenedUrgently } from './reach.events.ts';
import { requireOpening } from './require-opening.ts';

/** How long an urgent opening lasts. Long enough for a night call, too short to settle in. */
export const URGENT_MINUTES = 60;

@InputType()
export class OpenRecordUrgentlyInput extends MutationInput {
  @Field(() => ID, { description: 'The person whose record is needed now.' })
  @IsUUID()
  readonly personId!: string;

  @ReasonField(
    `Why it cannot wait, in at least ${REASON_MIN} characters. The person and their team manager will read it.`,
  )
  readonly reason!: string;
}

/**
 * Opens a record to a worker who does not reach it, for sixty minutes, and tells the managers of
 * the person's team. A sealed record stays closed, and looks as if there were none.
 */
export async function openRecordUrgently(
  ctx: PeopleContext,
  input: OpenRecordUrgentlyInput,
): Promise<OpeningRow> {
  const { practitionerId, role } = ctx.actor;
  if (practitionerId === null || !PRACTISING_ROLES.includes(role)) {
    throw new Refusal('NOT_YOURS', 'This is for staff who work with people, in an emergency.');
  }
  const { id } = await onceOnly(ctx, 'openRecordUrgently', input, async (tx) => {
    const { personId, reason } = input;
    const find = () =>
      tx.db.selectFrom('person').select('teamId').where('id', '=', personId).executeTakeFirst();
    if ((await find()) !== undefined) {
      throw new Refusal('ALREADY_OPEN', 'This record is open to you already.');
    }
    const { rows } = await sql<{ may: boolean }>`
      select may_open_urgently(${personId}::uuid) as may`.execute(tx.db);
    if (rows[0]?.may !== true) {
      throw notFound('person');
    }
    const opening = await openTo(tx, {
      personId,
      holderId: practitionerId,
      why: 'URGENT',
      reason,
      minutes: URGENT_MINUTES,
    });
    const person = await find();
    if (person === undefined) {
      throw notFound('person');
    }
    await tx.record(recordOpenedUrgently(opening, person.teamId));
    return { id: opening.id, personId };
  });
  return requireOpening(ctx, id);
}
