import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { ReasonField } from '@connected-lives/kit/text-field';
import { onceOnly } from '@connected-lives/kit/transaction';
import { ArrayMaxSize, IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { lockPerson } from '../people/hold-person.ts';
import type { PersonRecorded } from '../people/person-recorded.type.ts';
import { requireManager } from '../practitioners/require-manager.ts';
import { warnUnlessSomebodyPays } from './warn-unless-somebody-pays.ts';
import { closeTo, endClosure, endOpenings, openTo } from './open-and-close.ts';
import { requireStandingReach } from './require-standing-reach.ts';
import { isSealed } from './sealed.ts';

const NAMED_MAX = 50;

@InputType()
export class SealRecordInput extends MutationInput {
  @Field(() => ID, { description: 'The person whose record is sealed.' })
  @IsUUID()
  readonly personId!: string;

  @ReasonField('Why, in at least ten characters.')
  readonly reason!: string;

  @Field(() => [ID], {
    description: `Who goes on working with the person, ${NAMED_MAX} at most: practitioners, and an officer of finance where money is paid. You are one of them.`,
  })
  @IsUUID(undefined, { each: true })
  @ArrayMaxSize(NAMED_MAX)
  readonly practitionerIds!: string[];
}

@InputType()
export class UnsealRecordInput extends MutationInput {
  @Field(() => ID, { description: 'The person whose record is sealed no more.' })
  @IsUUID()
  readonly personId!: string;
}

/**
 * Closes a record to everybody who is not named: a member of staff, a witness, somebody in danger.
 * For the team's manager, who stays named. Neither the team nor an urgent opening gets in. Said again
 * of a record that is sealed, it names others besides.
 */
export function sealRecord(ctx: PeopleContext, input: SealRecordInput): Promise<PersonRecorded> {
  const { personId, reason, practitionerIds } = input;
  const managerId = requireNameable(ctx);
  return onceOnly(ctx, 'sealRecord', input, async (tx) => {
    await lockPerson(tx, personId);
    await requireStandingReach(tx, personId);
    const sealed = await isSealed(tx.db, personId);
    const before = await namedFor(tx.db, personId);
    const added = new Set([managerId, ...practitionerIds].filter((id) => !before.has(id)));
    if (sealed && added.size === 0) {
      throw new Refusal('ALREADY_SEALED', 'This record is sealed, and they are named for it.');
    }
    await requireNoTeam(tx.db, [...added]);
    for (const holderId of added) {
      await openTo(tx, { personId, holderId, why: 'NAMED' });
    }
    if (!sealed) {
      await closeTo(tx, { personId, practitionerId: null, why: 'SEALED', reason });
    }
    const warnings = await warnUnlessSomebodyPays(tx.db, personId, [...before, ...added]);
    return { personId, warnings };
  });
}

/** People are named, one by one: a team would be everybody whom it ever takes in. */
async function requireNoTeam(db: PeopleContext['db'], named: readonly string[]): Promise<void> {
  const team = await db.selectFrom('team').select('id').where('id', 'in', named).executeTakeFirst();
  if (team !== undefined) {
    throw new Refusal('BAD_USER_INPUT', 'Name people, and not a team.', {
      fields: [{ field: 'practitionerIds', message: 'One of these is a team.' }],
    });
  }
}

async function namedFor(db: PeopleContext['db'], personId: string): Promise<ReadonlySet<string>> {
  const named = await db
    .selectFrom('reach')
    .select('holderId')
    .where('personId', '=', personId)
    .where('why', '=', 'NAMED')
    .where('untilAt', 'is', null)
    .execute();
  return new Set(named.map(({ holderId }) => holderId));
}

/** Opens a sealed record to its team again. Done by a manager who is named for it. */
export function unsealRecord(
  ctx: PeopleContext,
  input: UnsealRecordInput,
): Promise<PersonRecorded> {
  const { personId } = input;
  requireNameable(ctx);
  return onceOnly(ctx, 'unsealRecord', input, async (tx) => {
    await lockPerson(tx, personId);
    await requireStandingReach(tx, personId);
    const ended = await endClosure(tx, { personId, practitionerId: null, why: 'SEALED' });
    if (ended === undefined) {
      throw new Refusal('NOT_SEALED', 'This record is not sealed.');
    }
    await endOpenings(tx, { personId, why: 'NAMED' });
    return { personId, warnings: [] };
  });
}

/** The manager who decides, and stays named: as a practitioner, by whose id people are named. */
function requireNameable({ actor }: PeopleContext): string {
  requireManager(actor);
  if (actor.practitionerId === null) {
    throw new Refusal('NOT_YOURS', 'This is for managers who are practitioners themselves.');
  }
  return actor.practitionerId;
}
