import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { CarerAnswer } from './caring-role.entity.ts';
import type { CarerRow, CaringRoleRow } from './caring-role.loaders.ts';

@ObjectType('CaringRole', {
  simpleResolvers: true,
  description:
    'What caring for somebody means to the carer: section 10 of the Care Act. Belongs to the carer’s record.',
})
export class CaringRoleType implements Omit<CaringRoleRow, 'personId' | 'caredForId'> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Whom they care for, when the council does not know them.',
  })
  readonly caredForName!: string | null;

  @Field(() => Int, { nullable: true, description: 'Day and night together. Null when not known.' })
  readonly hoursPerWeek!: number | null;

  @Field(() => CarerAnswer, { nullable: true, description: 'Null when they were not asked.' })
  readonly able!: CarerAnswer | null;

  @Field(() => CarerAnswer, { nullable: true, description: 'Null when they were not asked.' })
  readonly willing!: CarerAnswer | null;

  @Field(() => String, { nullable: true, description: 'What caring does to their own wellbeing.' })
  readonly effectOnWellbeing!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What it does to paid work, now or wished for.',
  })
  readonly effectOnWork!: string | null;

  @Field(() => String, { nullable: true, description: 'To education, training and recreation.' })
  readonly effectOnEducation!: string | null;

  @Field(() => String, { nullable: true, description: 'To their money.' })
  readonly effectOnMoney!: string | null;

  @Field(() => String, { nullable: true, description: 'What the carer wants from day to day.' })
  readonly wishes!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What happens when the carer cannot be there.',
  })
  readonly contingencyPlan!: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Since when they care.' })
  readonly fromOn!: string | null;

  @Field(() => GraphQLISODateTime)
  readonly recordedAt!: Date;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When it ended or was recorded anew. Null for what goes on.',
  })
  readonly untilAt!: Date | null;
}

@ObjectType('UnpaidCarer', {
  simpleResolvers: true,
  description: 'Somebody who cares for the person without being paid for it.',
})
export class CarerType implements Pick<CarerRow, 'name' | 'fromOn'> {
  @Field(() => String, {
    nullable: true,
    description:
      'Null when their own record is not in your reach, or no name is kept in this person’s circle.',
  })
  readonly name!: string | null;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'Since when. Null when not known.',
  })
  readonly fromOn!: string | null;
}
