import {
  IsArray,
  IsEnum,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Field, ID, InputType, Int } from 'type-graphql';
import { HeldRole, Weekday } from './held-role.ts';
import { NAME_MAX, NUMBER_MAX, RegistrationBody } from './registration.ts';

const WEEKLY_MINUTES_MAX = 3_600;

/** What is known of a practitioner's post. Absent stays as it is; null means known to be none. */
@InputType()
export class PractitionerDetailsInput extends MutationInput {
  @Field(() => String, { nullable: true, description: 'What their post is called.' })
  @IsOptional()
  @MaxLength(NAME_MAX)
  @Matches(/\S/)
  readonly roleTitle?: string | null;

  @Field(() => RegistrationBody, { nullable: true, description: 'Null for none.' })
  @IsOptional()
  @IsEnum(RegistrationBody)
  readonly registrationBody?: RegistrationBody | null;

  @Field(() => String, {
    nullable: true,
    description: 'Written down as given; what looks wrong comes back as a warning.',
  })
  @IsOptional()
  @MaxLength(NUMBER_MAX)
  @Matches(/\S/)
  readonly registrationNumber?: string | null;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The last day of the registration year: with Social Work England 30 November.',
  })
  @IsOptional()
  readonly registrationDueOn?: string | null;

  @Field(() => [Weekday], { nullable: true })
  @IsOptional()
  @IsArray()
  @IsEnum(Weekday, { each: true })
  readonly workingDays?: Weekday[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Contracted time a week in minutes: 2,220 is 37 hours. At most 3,600.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(WEEKLY_MINUTES_MAX)
  readonly weeklyMinutes?: number | null;

  @Field(() => ID, { nullable: true, description: 'Who supports them. For managers to say.' })
  @IsOptional()
  @IsUUID()
  readonly lineManagerId?: string | null;

  @Field(() => [HeldRole], {
    nullable: true,
    description:
      'For managers to say. Those who lead the council give and take the roles of director and principal social worker, and nobody gives one to themself.',
  })
  @IsOptional()
  @IsArray()
  @IsEnum(HeldRole, { each: true })
  readonly heldRoles?: HeldRole[] | null;
}
