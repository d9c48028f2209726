import { District } from '@connected-lives/kit/district';
import { connectionTypes } from '@connected-lives/kit/page';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Directive, Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { Profession } from '../practitioners/profession.ts';
import type { VacancyRow } from './vacancy.loaders.ts';

/** What may be asked without a token. The gateway and the service let nothing else through. */
const open = Directive('@tag(name: "public")') as ClassDecorator;

@open
@ObjectType('LearningOfferTitle', {
  simpleResolvers: true,
  description: 'Something to learn that the council offers to whoever takes the post.',
})
export class LearningOfferTitleType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly title!: string;
}

@open
@ObjectType('Vacancy', {
  simpleResolvers: true,
  description: 'A post that is open. Anybody may read it, also without an access token.',
})
export class VacancyType implements Omit<VacancyRow, 'teamId' | 'version'> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly roleTitle!: string;

  @Field(() => Profession)
  readonly profession!: Profession;

  @Field(() => String, {
    description: 'The name of the team, as it was when the post was published.',
  })
  readonly teamName!: string;

  @Field(() => Int, { description: 'Time a week in minutes: 2,220 is 37 hours.' })
  readonly weeklyMinutes!: number;

  @Field(() => Int, { description: 'The least for a year of these hours, in pence.' })
  readonly salaryFromPence!: number;

  @Field(() => Int, { description: 'The most for a year of these hours, in pence.' })
  readonly salaryToPence!: number;

  @Field(() => District)
  readonly district!: District;

  @Field(() => String, { description: 'What the work is. Plain text.' })
  readonly words!: string;

  @Field(() => GraphQLLocalDate)
  readonly opensOn!: string;

  @Field(() => GraphQLLocalDate, { description: 'The last day on which one may apply.' })
  readonly closesOn!: string;
}

const vacancies = connectionTypes('Vacancy', () => VacancyType);
export const VacancyConnection = vacancies.Connection;
open(vacancies.Edge);
open(VacancyConnection);

@open
@ObjectType('InterestReceived', {
  simpleResolvers: true,
  description: 'The expression of interest has arrived.',
})
export class InterestReceivedType {
  @Field(() => String, { description: 'Name it when you get in touch.' })
  readonly reference!: string;
}

@ObjectType('ExpressionOfInterest', {
  simpleResolvers: true,
  description:
    'Somebody would like to work here. Kept until six months after the vacancy closes, then deleted.',
})
export class ExpressionOfInterestType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly reference!: string;

  @Field(() => String)
  readonly name!: string;

  @Field(() => String)
  readonly email!: string;

  @Field(() => String, { nullable: true })
  readonly phone!: string | null;

  @Field(() => String, { description: 'Plain text: show it as such.' })
  readonly reason!: string;

  @Field(() => String, { nullable: true })
  readonly professionalRegistration!: string | null;

  @Field(() => GraphQLISODateTime)
  readonly receivedAt!: Date;

  @Field(() => GraphQLLocalDate, { description: 'Deleted the day after.' })
  readonly keptUntilOn!: string;
}

export const { Connection: ExpressionOfInterestConnection } = connectionTypes(
  'ExpressionOfInterest',
  () => ExpressionOfInterestType,
);
