import { District } from '@connected-lives/kit/district';
import { WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Directive, Field, Int, ObjectType } from 'type-graphql';

/** One cell of the outcome report, which practice owns: here it gets the measures of finance. */
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

  @Directive('@external')
  @Field(() => Int, { nullable: true })
  readonly outcomesAchieved!: number | null;
}
