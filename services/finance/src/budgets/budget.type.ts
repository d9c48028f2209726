import { GraphQLLocalDate } from 'graphql-scalars';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { BudgetRow } from './select-budget.ts';

@Directive('@key(fields: "id")')
@ObjectType('Budget', {
  simpleResolvers: true,
  description:
    'Money that one practitioner may use in one financial year, in whatever way they believe will deliver outcomes. Allocated is always available, committed and spent together.',
})
export class BudgetType implements Omit<BudgetRow, 'practitionerId'> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: 'As the council writes it: 2026-27.' })
  readonly financialYear!: string;

  @Field(() => GraphQLLocalDate, { description: 'The first day it may be used.' })
  readonly startsOn!: string;

  @Field(() => GraphQLLocalDate, { description: 'The last day it may be used.' })
  readonly endsOn!: string;

  @Field(() => Int, { description: 'What the practitioner was given for the year.' })
  readonly allocatedPence!: number;

  @Field(() => Int, { description: 'What can still be committed today.' })
  readonly availablePence!: number;

  @Field(() => Int, { description: 'Set aside for outcomes and neither paid nor released yet.' })
  readonly committedPence!: number;

  @Field(() => Int, { description: 'Paid.' })
  readonly spentPence!: number;

  @Field(() => String, {
    description: 'Where the scheme of delegation gives the practitioner the right to spend it.',
  })
  readonly delegationReference!: string;
}
