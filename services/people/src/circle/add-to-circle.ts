import { requireHappened } from '@connected-lives/kit/happened';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { TextField } from '@connected-lives/kit/text-field';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsBoolean, IsEmail, IsEnum, IsInt, IsOptional, IsUUID, Length } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { holdBoth, holdPerson } from '../people/hold-person.ts';
import { circleChanged } from './circle.events.ts';
import { requireOther } from './lock-relationship.ts';
import { Authority, AUTHORITIES_OF, RelationshipKind } from './relationship-kind.ts';
import { Relationship, TEXT_MAX } from './relationship.entity.ts';

/** Somebody is a child here until the end of the year in which they are 17 at its beginning. */
const CHILD_AGE_MAX = 18;

@InputType()
export class AddToCircleInput extends MutationInput {
  @Field(() => ID, { description: 'Whose circle it is.' })
  @IsUUID()
  readonly personId!: string;

  @Field(() => RelationshipKind)
  @IsEnum(RelationshipKind)
  readonly kind!: RelationshipKind;

  @TextField(TEXT_MAX.asWhat, 'In the person’s words: daughter, old friend.')
  readonly asWhat?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Somebody the council knows and you reach. Leave it out for a contact.',
  })
  @IsOptional()
  @IsUUID()
  readonly otherPersonId?: string | null;

  @TextField(
    TEXT_MAX.name,
    'What to call them. Needed for a contact, and for a child the name or initials. Beside a person the council knows it is for those who reach that person too.',
  )
  readonly name?: string | null;

  @TextField(TEXT_MAX.organisation, 'Whom they work for, such as an advocacy service.')
  readonly organisation?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(3, TEXT_MAX.phone)
  readonly phone?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsEmail()
  readonly email?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Without it: no.' })
  @IsOptional()
  @IsBoolean()
  readonly livesWith?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whom to ring when something happens.',
  })
  @IsOptional()
  @IsBoolean()
  readonly isEmergencyContact?: boolean | null;

  @Field(() => Authority, {
    nullable: true,
    description: 'For an attorney or a deputy, and only for them.',
  })
  @IsOptional()
  @IsEnum(Authority)
  readonly authority?: Authority | null;

  @TextField(TEXT_MAX.authorityReference, 'The registration or case number of the authority.')
  readonly authorityReference?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether you have seen the registered power or the order of the court.',
  })
  @IsOptional()
  @IsBoolean()
  readonly authoritySeen?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'For a child, and only for a child.' })
  @IsOptional()
  @IsInt()
  readonly bornInYear?: number | null;

  @TextField(TEXT_MAX.school, 'A child’s school, where it matters.')
  readonly school?: string | null;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'Since when. Null when nobody knows.',
  })
  @IsOptional()
  readonly fromOn?: string | null;
}

/** Adds somebody to the people around a person. Of a child no more than is needed. */
export function addToCircle(ctx: PeopleContext, input: AddToCircleInput): Promise<Relationship> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'addToCircle', input, async (tx) => {
    await holdBoth(tx, input.personId, input.otherPersonId ?? input.personId);
    const person = await holdPerson(tx, input.personId);
    await requireOther(tx, input.otherPersonId);
    requireSomebody(input);
    requireFittingAuthority(input);
    requireHappened(ctx.now(), { fromOn: input.fromOn });
    requireBriefChild(input, ctx.now().getUTCFullYear());
    const relationship = tx.em.create(Relationship, {
      personId: person.id,
      teamId: person.teamId,
      kind: input.kind,
      asWhat: input.asWhat ?? null,
      otherPersonId: input.otherPersonId ?? null,
      name: input.name ?? null,
      organisation: input.organisation ?? null,
      phone: input.phone ?? null,
      email: input.email ?? null,
      isEmergencyContact: input.isEmergencyContact ?? false,
      livesWith: input.livesWith ?? false,
      authority: input.authority ?? null,
      authorityReference: input.authorityReference ?? null,
      authoritySeen: input.authoritySeen ?? false,
      bornInYear: input.bornInYear ?? null,
      school: input.school ?? null,
      fromOn: input.fromOn ?? null,
      untilOn: null,
      recordedBy: ctx.actor.id,
      recordedAt: ctx.now(),
    });
    relationship.requireReachableInEmergency();
    await tx.em.flush();
    await tx.record(circleChanged(relationship));
    return relationship;
  });
}

function requireSomebody({ personId, otherPersonId, name }: AddToCircleInput): void {
  if ((otherPersonId ?? null) === null && (name ?? null) === null) {
    throw new Refusal('NOBODY_NAMED', 'Say who it is: a person the council knows, or a name.');
  }
  if (otherPersonId === personId) {
    throw new Refusal('THEMSELF', 'Nobody is in their own circle.');
  }
}

function requireFittingAuthority(input: AddToCircleInput): void {
  const { kind, authority, authorityReference, authoritySeen } = input;
  const possible = AUTHORITIES_OF[kind];
  const fits =
    possible === undefined
      ? (authority ?? authorityReference ?? null) === null && authoritySeen !== true
      : possible.some((each) => each === authority);
  if (!fits) {
    throw new Refusal(
      'AUTHORITY_DOES_NOT_FIT',
      possible === undefined
        ? 'Only an attorney or a deputy has an authority to record.'
        : `Say which authority it is: ${possible.join(', ')}.`,
    );
  }
}

function requireBriefChild(input: AddToCircleInput, year: number): void {
  const { kind, bornInYear = null, school = null } = input;
  if (kind !== RelationshipKind.CHILD) {
    if (bornInYear !== null || school !== null) {
      throw new Refusal('NOT_A_CHILD', 'A year of birth and a school are for children only.');
    }
    return;
  }
  if (bornInYear === null || bornInYear > year || bornInYear < year - CHILD_AGE_MAX) {
    throw new Refusal('NOT_A_CHILD', 'Say in which year the child was born: they are under 18.');
  }
  const { otherPersonId, organisation, phone, email, isEmergencyContact } = input;
  if (
    isEmergencyContact === true ||
    (otherPersonId ?? organisation ?? phone ?? email ?? null) !== null
  ) {
    throw new Refusal(
      'MORE_THAN_NEEDED',
      'Of a child we keep a name or initials, the year of birth and perhaps the school.',
    );
  }
}
