import { Field, Float, Int, ObjectType } from 'type-graphql';

/** A week of full-time work in local government: 37 hours (the National Joint Council's). */
export const FULL_TIME_MINUTES = 37 * 60;

@ObjectType('Caseload', {
  simpleResolvers: true,
  description: 'With how many people a practitioner works now, and how much that is.',
})
export class CaseloadType {
  @Field(() => Int, { description: 'With whom they work now, also beyond your reach.' })
  readonly people!: number;

  @Field(() => Int, {
    description: 'The weights of all, each from 1 to 5 as the practitioner gave it.',
  })
  readonly weight!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'The weight for each full-time week of 37 hours, to one decimal: 40 in a week of 18.5 hours is 80. Null while the hours are not known.',
  })
  readonly fullTimeWeight!: number | null;
}

@ObjectType('TeamCaseload', {
  simpleResolvers: true,
  description: 'A team’s caseload as a whole.',
})
export class TeamCaseloadType extends CaseloadType {
  @Field(() => Int, { description: 'Who works in the team and has not left.' })
  readonly practitioners!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Their contracted minutes a week together, as far as they are known.',
  })
  readonly weeklyMinutes!: number | null;

  @Field(() => Int, { description: 'People who are with the team and have no worker.' })
  readonly peopleWithoutWorker!: number;
}
