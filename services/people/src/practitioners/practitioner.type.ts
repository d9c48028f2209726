import { GraphQLLocalDate } from 'graphql-scalars';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Warning } from '../people/person-recorded.type.ts';
import { HeldRole, Weekday } from './held-role.ts';
import type { Practitioner } from './practitioner.entity.ts';
import { Profession } from './profession.ts';
import { RegistrationBody } from './registration.ts';

@ObjectType('PractitionerRegistration', {
  simpleResolvers: true,
  description: 'Where a practitioner is registered. The registers themselves are public.',
})
export class PractitionerRegistrationType {
  @Field(() => RegistrationBody)
  readonly body!: RegistrationBody;

  @Field(() => String, { nullable: true, description: 'Null until it was written down.' })
  readonly number!: string | null;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The last day of the registration year. Null when nobody wrote it down.',
  })
  readonly dueOn!: string | null;
}

@Directive('@key(fields: "id")')
@ObjectType('Practitioner', {
  simpleResolvers: true,
  description: 'A member of staff who works with people: a social worker, therapist, nurse.',
})
export class PractitionerType implements Pick<
  Practitioner,
  | 'id'
  | 'name'
  | 'roleTitle'
  | 'workingDays'
  | 'weeklyMinutes'
  | 'heldRoles'
  | 'startedOn'
  | 'leftOn'
> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly name!: string;

  @Field(() => Profession)
  readonly profession!: string;

  @Field(() => String, { nullable: true, description: 'What their post is called.' })
  readonly roleTitle!: string | null;

  @Field(() => [Weekday], { description: 'The days on which they work. Empty when not known.' })
  readonly workingDays!: string[];

  @Field(() => Int, {
    nullable: true,
    description: 'Contracted time a week in minutes: 2,220 is 37 hours. Null when not known.',
  })
  readonly weeklyMinutes!: number | null;

  @Field(() => [HeldRole])
  readonly heldRoles!: string[];

  @Field(() => GraphQLLocalDate, { nullable: true })
  readonly startedOn!: string | null;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'Their last day with the council, which may be still to come.',
  })
  readonly leftOn!: string | null;
}

/** What a use case about a practitioner answers with. Ids only: the first answer is kept. */
export interface PractitionerRecorded {
  readonly practitionerId: string;
  readonly warnings: readonly Warning[];
}

@ObjectType('PractitionerRecorded', {
  simpleResolvers: true,
  description: 'Something of a practitioner was written down.',
})
export class PractitionerRecordedType implements PractitionerRecorded {
  readonly practitionerId!: string;

  @Field(() => [Warning], { description: 'What to look at again. Nothing was refused for it.' })
  readonly warnings!: Warning[];
}
