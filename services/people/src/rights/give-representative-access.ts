import { MutationInput } from '@connected-lives/kit/mutation-input';
import { notFound, Refusal } from '@connected-lives/kit/refusal';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { ReasonField } from '@connected-lives/kit/text-field';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsUUID } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { sql } from 'kysely';
import { Field, ID, InputType } from 'type-graphql';
import { lockRelationship } from '../circle/lock-relationship.ts';
import type { PeopleContext } from '../people.context.ts';
import { lockPerson } from '../people/hold-person.ts';
import { endOpenings, openTo } from '../reach/open-and-close.ts';
import type { OpeningRow } from '../reach/opening.type.ts';
import { requireOpening } from '../reach/require-opening.ts';
import { requireStandingReach } from '../reach/require-standing-reach.ts';

/** Looked at again at least once a year, as the plan is. */
const DAYS_MAX = 366;

@InputType()
export class GiveRepresentativeAccessInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly personId!: string;

  @Field(() => ID, {
    description:
      'An attorney, a deputy or an advocate of the person’s circle whom the council knows as a person.',
  })
  @IsUUID()
  readonly relationshipId!: string;

  @Field(() => GraphQLLocalDate, { description: 'The last day, a year away at most.' })
  readonly untilOn!: string;

  @ReasonField(
    'Why it is right that they read the record, in at least ten characters: the person agreed, or it is in their best interests. The person can read it.',
  )
  readonly reason!: string;
}

/**
 * Lets a representative read the whole record, in every service, until a day. They sign in as
 * themself, change nothing, and stand in the access log by their own name.
 */
export async function giveRepresentativeAccess(
  ctx: PeopleContext,
  input: GiveRepresentativeAccessInput,
): Promise<OpeningRow> {
  requirePractising(ctx.actor);
  const given = await onceOnly(ctx, 'giveRepresentativeAccess', input, async (tx) => {
    const { personId, relationshipId, untilOn, reason } = input;
    await lockPerson(tx, personId);
    await requireStandingReach(tx, personId);
    const relationship = await lockRelationship(tx, relationshipId);
    if (relationship.personId !== personId) {
      throw notFound('relationship');
    }
    const holderId = relationship.requireRepresentative();
    requireWithinAYear(untilOn, ctx.now());
    const { rows } = await sql<{ untilAt: Date }>`
      select (${untilOn}::date + 1)::timestamp at time zone 'Europe/London' as until_at`.execute(
      tx.db,
    );
    const why = 'REPRESENTATIVE';
    await endOpenings(tx, { personId, holderId, why });
    const untilAt = rows[0]?.untilAt ?? null;
    const { id } = await openTo(tx, { personId, holderId, why, reason, untilAt });
    return { id, personId };
  });
  return requireOpening(ctx, given.id);
}

function requireWithinAYear(untilOn: string, now: Date): void {
  const days = (Date.parse(untilOn) - now.getTime()) / 86_400_000;
  if (days < -1 || days > DAYS_MAX) {
    throw new Refusal('NOT_WITHIN_A_YEAR', 'Give a day from today on, a year away at most.');
  }
}
