import { MutationInput } from '@connected-lives/kit/mutation-input';
import { notFound, Refusal } from '@connected-lives/kit/refusal';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { REASON_MIN, ReasonField } from '@connected-lives/kit/text-field';
import { onceOnly, type Transaction } from '@connected-lives/kit/transaction';
import { IsUUID } from 'class-validator';
import { sql } from 'kysely';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { lockPerson } from '../people/hold-person.ts';
import type { Warning } from '../people/person-recorded.type.ts';
import type { PeopleTables } from '../tables.ts';
import { lockBoth, requireTwoRecords } from './lock-both.ts';
import { findMerge, type MergeRow } from './person-merge.loaders.ts';
import { PersonMerge } from './person-merge.entity.ts';
import { peopleMerged } from './person-merge.events.ts';
import { warningsOfPair } from './warnings-of-pair.ts';
import { requireStandingReach } from '../reach/require-standing-reach.ts';

@InputType()
export class MergePeopleInput extends MutationInput {
  @Field(() => ID, { description: 'The record that stays: its names, team and district do.' })
  @IsUUID()
  readonly keptId!: string;

  @Field(() => ID, { description: 'The record that becomes part of it.' })
  @IsUUID()
  readonly mergedId!: string;

  @ReasonField(
    `How you know that they are one person, in at least ${REASON_MIN} characters. Others read it.`,
  )
  readonly reason!: string;
}

/**
 * Two records turn out to be of one person. Everything kept under the one is moved to the other,
 * here at once and in the other services by event, and can be moved back. Whoever reaches both may
 * do it; where one of them is closed to somebody or has an address that is protected, nobody may,
 * because those who may not see the one would then see all.
 */
export async function mergePeople(
  ctx: PeopleContext,
  input: MergePeopleInput,
): Promise<MergeRow & MergeAnswer> {
  requirePractising(ctx.actor);
  const answer = await onceOnly(ctx, 'mergePeople', input, async (tx): Promise<MergeAnswer> => {
    requireTwoRecords(input.keptId, input.mergedId);
    await lockBoth(tx, input.keptId, input.mergedId);
    const kept = await lockPerson(tx, input.keptId);
    const merged = await lockPerson(tx, input.mergedId);
    await requireStandingReach(tx, kept.id);
    await requireStandingReach(tx, merged.id);
    await requireOpenToAll(tx, [kept.id, merged.id]);
    // Before the merge, which moves what is compared.
    const warnings = await warningsOfPair(tx, kept.id, merged.id);
    const merge = tx.em.create(PersonMerge, {
      personId: kept.id,
      teamId: kept.teamId,
      keptId: kept.id,
      mergedId: merged.id,
      reason: input.reason,
      mergedBy: ctx.actor.id,
      mergedAt: ctx.now(),
    });
    await tx.em.flush();
    await sql`select merge_people(${merge.id}::uuid)`.execute(tx.db);
    await tx.record(peopleMerged(merge));
    return { id: merge.id, personId: kept.id, warnings };
  });
  return { ...(await requireMerge(ctx, answer.id)), ...answer };
}

/** Ids and remarks only, because the first answer is kept. */
interface MergeAnswer {
  readonly id: string;
  readonly personId: string;
  readonly warnings: readonly Warning[];
}

async function requireMerge(ctx: PeopleContext, id: string): Promise<MergeRow> {
  const merge = await findMerge(ctx, id);
  if (merge === undefined) {
    throw notFound('merge');
  }
  return merge;
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
