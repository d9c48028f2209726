import { PEOPLE_MIN } from '@connected-lives/kit/disclosure';
import { District } from '@connected-lives/kit/district';
import { WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Directive, Field, Int, ObjectType } from 'type-graphql';

const NULL_WHEN_SUPPRESSED = 'Null when the cell is suppressed.';

@Directive('@key(fields: "from to district wellbeingArea")')
@ObjectType('OutcomeReportCell', {
  simpleResolvers: true,
  description:
    'One cell of the outcome report, for the days `from` to `to`. Every service adds its own measures to it.',
})
export class OutcomeReportCellType {
  @Field(() => GraphQLLocalDate, { description: 'The first day.' })
  readonly from!: string;

  @Field(() => GraphQLLocalDate, { description: 'The last day, which counts too.' })
  readonly to!: string;

  @Field(() => District, {
    nullable: true,
    description: 'The district that the people live in now. Null for all of them together.',
  })
  readonly district!: District | null;

  @Field(() => WellbeingArea, {
    nullable: true,
    description: 'The area of wellbeing. Null for all of them together.',
  })
  readonly wellbeingArea!: WellbeingArea | null;

  @Field(() => Boolean, {
    description: `Fewer than ${PEOPLE_MIN} people are behind the cell, so it says nothing more: somebody could be recognised. No people at all looks the same.`,
  })
  readonly suppressed!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: `How many different people had an outcome agreed or achieved in the period. ${NULL_WHEN_SUPPRESSED}`,
  })
  readonly people!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `How many outcomes were agreed in the period. ${NULL_WHEN_SUPPRESSED}`,
  })
  readonly outcomesAgreed!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `How many outcomes were achieved in the period and still are, whenever they were agreed. ${NULL_WHEN_SUPPRESSED}`,
  })
  readonly outcomesAchieved!: number | null;
}

@ObjectType('OutcomeReport', {
  simpleResolvers: true,
  description: `What people set out to achieve and achieved. Days are days in London, the first and the last included. There is a cell for every combination of what you divide by, also where nothing happened. A cell with fewer than ${PEOPLE_MIN} people behind it is suppressed, and so is each figure of another service that is about 1 to ${PEOPLE_MIN - 1} people; do not work them out from the others.`,
})
export class OutcomeReportType {
  @Field(() => GraphQLLocalDate, { description: 'The first day.' })
  readonly from!: string;

  @Field(() => GraphQLLocalDate, { description: 'The last day, which counts too.' })
  readonly to!: string;

  @Field(() => [OutcomeReportCellType], {
    description:
      'By district in the order of the alphabet, last those whose district is not known where there are enough of them to show, then by area in the order of the Act.',
  })
  readonly cells!: readonly OutcomeReportCellType[];
}
