import { PEOPLE_MIN } from '@connected-lives/kit/disclosure';
import { District } from '@connected-lives/kit/district';
import { WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Directive, Field, Int, ObjectType } from 'type-graphql';

/** One cell of the outcome report, which practice owns: here it gets the measure of people. */
@Directive('@key(fields: "from to district wellbeingArea")')
@ObjectType('OutcomeReportCell', { simpleResolvers: true })
export class OutcomeReportCellType {
  @Field(() => GraphQLLocalDate)
  readonly from!: string;

  @Field(() => GraphQLLocalDate)
  readonly to!: string;

  @Field(() => District, { nullable: true })
  readonly district!: District | null;

  @Field(() => WellbeingArea, { nullable: true })
  readonly wellbeingArea!: WellbeingArea | null;

  @Directive('@external')
  @Field(() => Boolean)
  readonly suppressed!: boolean;

  @Directive('@requires(fields: "suppressed")')
  @Field(() => Int, {
    nullable: true,
    description: `How many people on the council’s record live in the district, on the day you ask. Null when the cell is suppressed, or when they are 1 to ${PEOPLE_MIN - 1}: somebody could be recognised.`,
  })
  readonly peopleKnown!: number | null;
}
