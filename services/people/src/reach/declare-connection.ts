import { PRACTISING_ROLES } from '@connected-lives/kit/actor';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { ReasonField } from '@connected-lives/kit/text-field';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsEnum, IsUUID } from 'class-validator';
import type { Kysely } from 'kysely';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { holdPerson, lockPerson } from '../people/hold-person.ts';
import type { PeopleTables } from '../tables.ts';
import { Connection, type ConnectionRow } from './connection.type.ts';
import { requireConnection } from './find-connections.ts';
import { closeTo, endClosure } from './open-and-close.ts';
import { requireStandingReach } from './require-standing-reach.ts';

@InputType()
export class DeclareConnectionInput extends MutationInput {
  @Field(() => ID, { description: 'The person who is known from outside work.' })
  @IsUUID()
  readonly personId!: string;

  @Field(() => ID, { description: 'The member of staff: yourself, or, for a manager, anybody.' })
  @IsUUID()
  readonly practitionerId!: string;

  @Field(() => Connection)
  @IsEnum(Connection)
  readonly connection!: Connection;

  @ReasonField('How they know each other, in at least ten characters.')
  readonly reason!: string;
}

@InputType()
export class EndConnectionInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly personId!: string;

  @Field(() => ID)
  @IsUUID()
  readonly practitionerId!: string;

  @Field(() => Connection)
  @IsEnum(Connection)
  readonly connection!: Connection;
}

/**
 * Closes a person to a member of staff who is the person, or their family or friend. Whoever
 * declares it for themself does not reach the person from then on.
 */
export async function declareConnection(
  ctx: PeopleContext,
  input: DeclareConnectionInput,
): Promise<ConnectionRow> {
  const { personId, practitionerId, connection, reason } = input;
  const { actor } = ctx;
  const isOwn = actor.practitionerId === practitionerId && PRACTISING_ROLES.includes(actor.role);
  if (!isOwn && actor.role !== 'manager') {
    throw new Refusal('NOT_YOURS', 'Declare it for yourself, or ask your manager to.');
  }
  const declared = await onceOnly(ctx, 'declareConnection', input, async (tx) => {
    // Two who declare the same take turns.
    await lockPerson(tx, personId);
    if (await isDeclared(tx.db, { personId, practitionerId, connection })) {
      throw new Refusal('ALREADY_DECLARED', 'This connection is known.');
    }
    const { id } = await closeTo(tx, { personId, practitionerId, why: connection, reason });
    return { id };
  });
  return requireConnection(ctx, declared.id);
}

/** Whether it stands already: asked once the person is locked. */
export async function isDeclared(
  db: Kysely<PeopleTables>,
  { personId, practitionerId, connection }: Omit<EndConnectionInput, 'idempotencyKey'>,
): Promise<boolean> {
  const standing = await db
    .selectFrom('closure')
    .select('id')
    .where('personId', '=', personId)
    .where('practitionerId', '=', practitionerId)
    .where('why', '=', connection)
    .where('untilAt', 'is', null)
    .executeTakeFirst();
  return standing !== undefined;
}

/** Ends it, when it was a mistake or is no more. Done by a manager who reaches the person. */
export async function endConnection(
  ctx: PeopleContext,
  input: EndConnectionInput,
): Promise<ConnectionRow> {
  if (ctx.actor.role !== 'manager') {
    throw new Refusal('NOT_YOURS', 'A manager who reaches the person decides on this.');
  }
  const { personId, practitionerId, connection } = input;
  const ended = await onceOnly(ctx, 'endConnection', input, async (tx) => {
    await holdPerson(tx, personId);
    await requireStandingReach(tx, personId);
    const closure = await endClosure(tx, { personId, practitionerId, why: connection });
    if (closure === undefined) {
      throw new Refusal('NOT_DECLARED', 'There is no such connection.');
    }
    return { id: closure.id };
  });
  return requireConnection(ctx, ended.id);
}
