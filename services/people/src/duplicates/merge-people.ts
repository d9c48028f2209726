import { requirePractising } from '@connected-lives/kit/require-practising';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { onceOnly, type Transaction } from '@connected-lives/kit/transaction';
import { IsUUID, Matches, MaxLength } from 'class-validator';
import { sql } from 'kysely';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { lockPerson } from '../people/hold-person.ts';
import type { PeopleTables } from '../tables.ts';
import { lockBoth, requireTwoRecords } from './lock-both.ts';
import { WHY_LENGTH_MAX } from './not-the-same.entity.ts';
import { PersonMerge } from './person-merge.entity.ts';
import { peopleMerged } from './person-merge.events.ts';
import { requireStandingReach } from '../reach/require-standing-reach.ts';

@InputType()
export class MergePeopleInput extends MutationInput {
  @Field(() => ID, { description: 'The record that stays: its names, team and district do.' })
  @IsUUID()
  readonly keepId!: string;

  @Field(() => ID, { description: 'The record that becomes part of it.' })
  @IsUUID()
  readonly mergeId!: string;

  @Field(() => String, { description: 'How you know that they are one person.' })
  @MaxLength(WHY_LENGTH_MAX)
  @Matches(/\S/, { message: 'Say how you know' })
  readonly why!: string;
}

/**
 * Two records turn out to be of one person. Everything kept under the one is moved to the other,
 * here at once and in the other services by event, and can be moved back. Whoever reaches both may
 * do it; where one of them is closed to somebody or has an address that is protected, nobody may,
 * because those who may not see the one would then see all.
 */
export function mergePeople(ctx: PeopleContext, input: MergePeopleInput): Promise<PersonMerge> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'mergePeople', input, async (tx) => {
    requireTwoRecords(input.keepId, input.mergeId);
    await lockBoth(tx, input.keepId, input.mergeId);
    const kept = await lockPerson(tx, input.keepId);
    const merged = await lockPerson(tx, input.mergeId);
    await requireStandingReach(tx, kept.id);
    await requireStandingReach(tx, merged.id);
    await requireOpenToAll(tx, [kept.id, merged.id]);
    const merge = tx.em.create(PersonMerge, {
      personId: kept.id,
      teamId: kept.teamId,
      keptId: kept.id,
      mergedId: merged.id,
      why: input.why,
      mergedBy: ctx.actor.id,
      mergedAt: ctx.now(),
    });
    await tx.em.flush();
    await sql`select merge_people(${merge.id}::uuid)`.execute(tx.db);
    await tx.record(peopleMerged(merge));
    return merge;
  });
}

async function requireOpenToAll(
  { db }: Pick<Transaction<PeopleTables>, 'db'>,
  ids: readonly string[],
): Promise<void> {
  const { rows } = await sql<{ closed: boolean }>`
    select is_closed_to_somebody(${ids}::uuid[]) as closed`.execute(db);
  if (rows[0]?.closed !== false) {
    throw new Refusal(
      'RECORD_IS_CLOSED',
      'One of these records is closed to somebody, or its address is protected. They cannot be merged while that is so.',
    );
  }
}
