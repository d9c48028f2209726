import { requireHappened } from '@connected-lives/kit/happened';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { TextField } from '@connected-lives/kit/text-field';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsBoolean, IsEmail, IsOptional, IsUUID, Length } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { circleChanged } from './circle.events.ts';
import { lockRelationship } from './lock-relationship.ts';
import { type Relationship, TEXT_MAX } from './relationship.entity.ts';
import { RelationshipKind } from './relationship-kind.ts';

@InputType({ description: 'What is left out stays as it is; null says that there is none.' })
export class ChangeRelationshipInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly relationshipId!: string;

  @TextField(TEXT_MAX.asWhat)
  readonly asWhat?: string | null;

  @TextField(TEXT_MAX.name)
  readonly name?: string | null;

  @TextField(TEXT_MAX.organisation)
  readonly organisation?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(3, TEXT_MAX.phone)
  readonly phone?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsEmail()
  readonly email?: string | null;

  @Field(() => Boolean, { nullable: true })
  @IsOptional()
  @IsBoolean()
  readonly livesWith?: boolean | null;

  @TextField(TEXT_MAX.authorityReference)
  readonly authorityReference?: string | null;

  @Field(() => Boolean, { nullable: true })
  @IsOptional()
  @IsBoolean()
  readonly authoritySeen?: boolean | null;

  @TextField(TEXT_MAX.school)
  readonly school?: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true })
  @IsOptional()
  readonly fromOn?: string | null;
}

/** Changes what is known of somebody in a circle. Who it is and as what kind stays: end it instead. */
export function changeRelationship(
  ctx: PeopleContext,
  input: ChangeRelationshipInput,
): Promise<Relationship> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'changeRelationship', input, async (tx) => {
    const relationship = await lockRelationship(tx, input.relationshipId);
    relationship.requireCurrent();
    requireHappened(ctx.now(), { fromOn: input.fromOn });
    change(relationship, input);
    relationship.requireReachableInEmergency();
    await tx.em.flush();
    await tx.record(circleChanged(relationship));
    return relationship;
  });
}

function change(relationship: Relationship, input: ChangeRelationshipInput): void {
  const { livesWith, authoritySeen } = input;
  for (const field of [
    'asWhat',
    'name',
    'organisation',
    'phone',
    'email',
    'authorityReference',
    'school',
    'fromOn',
  ] as const) {
    const value = input[field];
    if (value !== undefined) {
      relationship[field] = value;
    }
  }
  relationship.livesWith = livesWith ?? relationship.livesWith;
  relationship.authoritySeen = authoritySeen ?? relationship.authoritySeen;
  requireStillWhole(relationship);
}

function requireStillWhole(relationship: Relationship): void {
  const { kind, authority, authorityReference, authoritySeen } = relationship;
  const { name, otherPersonId, organisation, phone, email, school } = relationship;
  if (name === null && otherPersonId === null) {
    throw new Refusal('NOBODY_NAMED', 'A contact has a name.');
  }
  if (authority === null && (authorityReference !== null || authoritySeen)) {
    throw new Refusal(
      'AUTHORITY_DOES_NOT_FIT',
      'Only an attorney or a deputy has an authority to record.',
    );
  }
  if (
    kind === RelationshipKind.CHILD ? (organisation ?? phone ?? email) !== null : school !== null
  ) {
    throw new Refusal(
      'MORE_THAN_NEEDED',
      'A school is for children, and ways to reach somebody are for everybody else.',
    );
  }
}
