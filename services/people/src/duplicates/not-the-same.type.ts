import { Field, ID, ObjectType } from 'type-graphql';
import type { NotTheSame } from './not-the-same.entity.ts';

@ObjectType('NotTheSame', {
  simpleResolvers: true,
  description: 'That two records which are alike are of two people.',
})
export class NotTheSameType implements Pick<NotTheSame, 'id' | 'reason' | 'saidAt'> {
  readonly personId!: string;
  readonly otherPersonId!: string;

  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: 'How somebody knew.' })
  readonly reason!: string;

  @Field(() => Date)
  readonly saidAt!: Date;
}
