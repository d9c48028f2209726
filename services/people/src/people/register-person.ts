import { District } from '@connected-lives/kit/district';
import { requireNotToCome } from '@connected-lives/kit/happened';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { notFound } from '@connected-lives/kit/refusal';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { TextField } from '@connected-lives/kit/text-field';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsEnum, IsUUID, MaxLength, Matches } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { refuseClosedTeam } from '../teams/hold-team.ts';
import { requireNhsNumber, takenNhsNumberRefused } from './nhs-number.ts';
import { NAME_LENGTH_MAX } from './person-change.input.ts';
import type { PersonRecorded } from './person-recorded.type.ts';
import { Person } from './person.entity.ts';
import { personRegistered } from './person.events.ts';
import { recordTakenNhsNumber } from './record-taken-nhs-number.ts';
import { warningsOf } from './warnings-of.ts';

@InputType()
export class RegisterPersonInput extends MutationInput {
  @Field(() => ID, { description: 'One of your teams, which the person is with from now on.' })
  @IsUUID()
  readonly teamId!: string;

  @Field(() => String)
  @MaxLength(NAME_LENGTH_MAX)
  @Matches(/\S/, { message: 'A person has a given name' })
  readonly givenName!: string;

  @Field(() => String)
  @MaxLength(NAME_LENGTH_MAX)
  @Matches(/\S/, { message: 'A person has a family name' })
  readonly familyName!: string;

  @TextField(NAME_LENGTH_MAX, 'What the person likes to be called.')
  readonly preferredName?: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Null when nobody knows it.' })
  readonly dateOfBirth?: string | null;

  @TextField(20, 'Ten digits, with or without spaces. Refused when the check digit is wrong.')
  readonly nhsNumber?: string | null;

  @Field(() => District, {
    description:
      'Where the person lives, or is staying. NOT_KNOWN when nobody knows, or for somebody whose address is to be protected.',
  })
  @IsEnum(District)
  readonly district!: District;
}

/**
 * Somebody the council did not know. A name and a district are enough: everything else may be asked
 * when there is a reason to ask it. Look for them first.
 */
export function registerPerson(
  ctx: PeopleContext,
  input: RegisterPersonInput,
): Promise<PersonRecorded> {
  requirePractising(ctx.actor);
  if (!ctx.actor.teamIds.includes(input.teamId)) {
    throw notFound('team');
  }
  return onceOnly(ctx, 'registerPerson', input, async (tx) => {
    requireNotToCome(ctx.now(), { dateOfBirth: input.dateOfBirth });
    await refuseClosedTeam(tx, input.teamId);
    const { nhsNumber = null } = input;
    const person = tx.em.create(Person, {
      teamId: input.teamId,
      givenName: input.givenName.trim(),
      familyName: input.familyName.trim(),
      preferredName: input.preferredName ?? null,
      dateOfBirth: input.dateOfBirth ?? null,
      nhsNumber: nhsNumber === null ? null : requireNhsNumber(nhsNumber),
      district: input.district,
    });
    await tx.em.flush().catch(takenNhsNumberRefused);
    await tx.record(personRegistered(person));
    return { personId: person.id, warnings: warningsOf(input, ctx.now()) };
  }).catch((fault: unknown) => recordTakenNhsNumber(ctx, input.nhsNumber, fault));
}
