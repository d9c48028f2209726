import type { ServiceJob } from '@connected-lives/kit/job';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { onceOnly, type Transaction } from '@connected-lives/kit/transaction';
import { IsUUID } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { sql } from 'kysely';
import { Field, ID, InputType } from 'type-graphql';
import { londonDay } from '@connected-lives/kit/london-day';
import type { PeopleContext } from '../people.context.ts';
import type { PeopleTables } from '../tables.ts';
import { handOverPeople, lockForHandover } from './hand-over-people.ts';
import { HandoverField, type HandoverInput } from './handover.input.ts';
import { leftCouncil } from './practitioner.events.ts';
import type { PractitionerRecorded } from './practitioner.type.ts';
import { requireManager } from './require-manager.ts';

@InputType()
export class LeaveCouncilInput extends MutationInput {
  @Field(() => ID, { description: 'Somebody of a team that you manage.' })
  @IsUUID()
  readonly practitionerId!: string;

  @Field(() => GraphQLLocalDate, {
    description:
      'Their last day, which may be still to come. From the day after, they are no longer staff.',
  })
  readonly leftOn!: string;

  @HandoverField('Who works with whom from now on: everybody who has no other worker.')
  readonly handover?: HandoverInput[] | null;
}

/**
 * A practitioner leaves. Their people are handed over now, so that nobody is left without a worker;
 * the gateway and the other services are told when the last day is over.
 */
export function leaveCouncil(
  ctx: PeopleContext,
  input: LeaveCouncilInput,
): Promise<PractitionerRecorded> {
  requireManager(ctx.actor);
  const { practitionerId, leftOn } = input;
  return onceOnly(ctx, 'leaveCouncil', input, async (tx) => {
    const { teamId, leftOn: before } = await lockForHandover(ctx, tx, input);
    if (before !== null) {
      throw new Refusal('PRACTITIONER_LEAVES', 'They have left, or are about to.', {
        leftOn: before,
      });
    }
    await handOverPeople(ctx, tx, input);
    await requireNobodyLeft(tx, practitionerId);
    const isOver = leftOn < londonDay(ctx.now());
    const { rows } = await sql<{ version: number }>`
      select leave_council(${practitionerId}, ${leftOn}::date, ${isOver}) as version`.execute(
      tx.db,
    );
    if (isOver) {
      const left = { id: practitionerId, version: rows[0]?.version ?? 1 };
      await tx.record(leftCouncil(left, teamId, leftOn));
    }
    return { practitionerId, warnings: [] };
  });
}

/** Says how many, and nobody's name: some may be beyond the reach of whoever asks. */
async function requireNobodyLeft(
  { db }: Pick<Transaction<PeopleTables>, 'db'>,
  practitionerId: string,
): Promise<void> {
  const { rows } = await sql<{ people: number }>`
    select people_left_without(${practitionerId}) as people`.execute(db);
  const peopleLeft = rows[0]?.people ?? 0;
  if (peopleLeft > 0) {
    throw new Refusal(
      'HANDOVER_INCOMPLETE',
      `Without a worker would be left: ${String(peopleLeft)}. Say who works with them from now on.`,
      { peopleLeft },
    );
  }
}

/** Tells of those whose last day is over: the gateway ends their sessions. A repeat does nothing. */
export const tellOfLeavers: ServiceJob<PeopleTables> = {
  name: 'Telling of those whose last day is over',
  everyMinutes: 15,
  async run({ db }, now) {
    await sql`select tell_of_leaving(${londonDay(now)}::date)`.execute(db);
  },
};
