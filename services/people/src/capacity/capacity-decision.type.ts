import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import { CapacityConclusion } from './capacity-decision.entity.ts';
import type { CapacityRow } from './capacity-decision.loaders.ts';

@ObjectType('CapacityDecision', {
  simpleResolvers: true,
  description:
    'Whether the person could make one decision at one time: Mental Capacity Act 2005. It says nothing of any other decision.',
})
export class CapacityDecisionType implements Omit<CapacityRow, 'personId'> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: 'The one decision it is about.' })
  readonly matter!: string;

  @Field(() => String, { description: 'What was done to help them decide: section 1(3).' })
  readonly supportGiven!: string;

  @Field(() => String, { nullable: true, description: 'Of mind or brain: section 2(1).' })
  readonly impairment!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Section 3(1)(a). Null when not tested.' })
  readonly understands!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Section 3(1)(b). Null when not tested.' })
  readonly retains!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Section 3(1)(c). Null when not tested.' })
  readonly weighs!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Section 3(1)(d). Null when not tested.' })
  readonly communicates!: boolean | null;

  @Field(() => CapacityConclusion)
  readonly conclusion!: CapacityConclusion;

  @Field(() => String)
  readonly reason!: string;

  @Field(() => String)
  readonly assessedBy!: string;

  @Field(() => GraphQLLocalDate)
  readonly assessedOn!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where the decision in their best interests stands: section 4.',
  })
  readonly bestInterestsReference!: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true })
  readonly reviewDueOn!: string | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When a later decision about the same matter took its place. Null for what holds.',
  })
  readonly supersededAt!: Date | null;
}
