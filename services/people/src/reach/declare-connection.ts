import { PRACTISING_ROLES } from '@connected-lives/kit/actor';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsEnum, IsUUID, MaxLength, MinLength } from 'class-validator';
import type { Selectable } from 'kysely';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { holdPerson } from '../people/hold-person.ts';
import { closeTo, endClosure } from './open-and-close.ts';
import type { ClosureRow } from './reach.table.ts';
import { requireStandingReach } from './require-standing-reach.ts';

export enum Connection {
  SELF = 'SELF',
  FAMILY_OR_FRIEND = 'FAMILY_OR_FRIEND',
}
registerEnumType(Connection, {
  name: 'PersonalConnection',
  description: 'What a member of staff is to a person outside work.',
  valuesConfig: { SELF: { description: 'They are the person themself.' } },
});

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

  @Field(() => String, { description: 'How they know each other, in at least ten characters.' })
  @MinLength(10)
  @MaxLength(2_000)
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
export function declareConnection(
  ctx: PeopleContext,
  input: DeclareConnectionInput,
): Promise<Selectable<ClosureRow>> {
  const { personId, practitionerId, connection, reason } = input;
  const { actor } = ctx;
  const isOwn = actor.practitionerId === practitionerId && PRACTISING_ROLES.includes(actor.role);
  if (!isOwn && actor.role !== 'manager') {
    throw new Refusal('NOT_YOURS', 'Declare it for yourself, or ask your manager to.');
  }
  return onceOnly(ctx, 'declareConnection', input, async (tx) => {
    await holdPerson(tx, personId);
    return closeTo(tx, { personId, practitionerId, why: connection, reason });
  });
}

/** Ends it, when it was a mistake or is no more. Done by a manager who reaches the person. */
export function endConnection(
  ctx: PeopleContext,
  input: EndConnectionInput,
): Promise<{ id: string }> {
  if (ctx.actor.role !== 'manager') {
    throw new Refusal('NOT_YOURS', 'A manager who reaches the person decides on this.');
  }
  const { personId, practitionerId, connection } = input;
  return onceOnly(ctx, 'endConnection', input, async (tx) => {
    await holdPerson(tx, personId);
    await requireStandingReach(tx, personId);
    const ended = await endClosure(tx, { personId, practitionerId, why: connection });
    if (ended === undefined) {
      throw new Refusal('NOT_DECLARED', 'There is no such connection.');
    }
    return { id: ended.id };
  });
}
