import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import type { ObjectionRow } from './consent.loaders.ts';
import { ObjectionAnswer } from './objection.entity.ts';

@ObjectType('Objection', {
  simpleResolvers: true,
  description:
    'The person objects to what the council does with what it knows: UK GDPR Article 21.',
})
export class ObjectionType implements Omit<ObjectionRow, 'personId'> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly toWhat!: string;

  @Field(() => String, { nullable: true })
  readonly reason!: string | null;

  @Field(() => GraphQLLocalDate)
  readonly objectedOn!: string;

  @Field(() => GraphQLLocalDate, { description: 'A month after it was made: Article 12(3).' })
  readonly answerDueOn!: string;

  @Field(() => ObjectionAnswer, { nullable: true, description: 'Null while there is none.' })
  readonly answer!: ObjectionAnswer | null;

  @Field(() => String, { nullable: true, description: 'What the council does now and why.' })
  readonly answerWords!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  readonly answeredAt!: Date | null;
}
