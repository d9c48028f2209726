import { MutationInput } from '@connected-lives/kit/mutation-input';
import { notFound, Refusal } from '@connected-lives/kit/refusal';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { onceOnly } from '@connected-lives/kit/transaction';
import { LockMode } from '@mikro-orm/postgresql';
import { IsUUID, Matches, MaxLength } from 'class-validator';
import { sql } from 'kysely';
import { Field, ID, InputType } from 'type-graphql';
import { requireMayKnow } from '../addresses/protection.ts';
import type { PeopleContext } from '../people.context.ts';
import { holdPerson, lockPerson } from '../people/hold-person.ts';
import { personChanged } from '../people/person.events.ts';
import { lockBoth } from './lock-both.ts';
import { REASON_LENGTH_MAX } from './not-the-same.entity.ts';
import { PersonMerge } from './person-merge.entity.ts';
import { peopleMergeUndone } from './person-merge.events.ts';
import { requireStandingReach } from '../reach/require-standing-reach.ts';

@InputType()
export class UndoMergeInput extends MutationInput {
  @Field(() => ID, { description: 'One of `Person.merges`.' })
  @IsUUID()
  readonly mergeId!: string;

  @Field(() => String, { description: 'How you know that they are two people after all.' })
  @MaxLength(REASON_LENGTH_MAX)
  @Matches(/\S/, { message: 'Say how you know' })
  readonly reason!: string;
}

/**
 * They were two people after all. What the merge moved goes back; what was written since stays with
 * the record it was written to, for a practitioner to read and to write where it belongs. Whose team
 * was closed meanwhile is with the other one's team from now on. Where an address was protected
 * meanwhile, it is for those who are named: the numbers that go back are open to the team again.
 */
export function undoMerge(ctx: PeopleContext, input: UndoMergeInput): Promise<PersonMerge> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'undoMerge', input, async (tx) => {
    const id = input.mergeId;
    const known = await tx.em.findOne(PersonMerge, { id });
    if (known === null) {
      throw notFound('merge');
    }
    await lockBoth(tx, known.keptId, known.mergedId);
    const merge = await tx.em.findOneOrFail(
      PersonMerge,
      { id },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true, failHandler: () => notFound('merge') },
    );
    if (merge.personId !== merge.keptId) {
      throw new Refusal(
        'MERGED_AGAIN',
        'The record that was kept has since become part of another one. Undo that merge first.',
      );
    }
    await lockPerson(tx, merge.keptId);
    await requireStandingReach(tx, merge.keptId);
    await requireMayKnow(tx, merge.keptId);
    merge.undo(ctx.actor.id, ctx.now(), input.reason);
    await tx.em.flush();
    const { rows } = await sql<{ newTeam: string | null }>`
      select undo_merge(${merge.id}::uuid) as "newTeam"`.execute(tx.db);
    await tx.record(peopleMergeUndone(merge));
    if (typeof rows[0]?.newTeam === 'string') {
      await tx.record(personChanged(await holdPerson(tx, merge.mergedId)));
    }
    return merge;
  });
}
