import { connectionTypes } from '@connected-lives/kit/page';
import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import type { Allocation } from './allocation.entity.ts';

@ObjectType('Allocation', {
  simpleResolvers: true,
  description: 'A practitioner works with a person.',
})
export class AllocationType implements Pick<
  Allocation,
  'id' | 'weight' | 'reason' | 'fromAt' | 'untilAt'
> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => Int, {
    description: 'From 1 to 5: how much it asks of the practitioner, who says so themself.',
  })
  readonly weight!: number;

  @Field(() => String, { nullable: true, description: 'Null where no words were needed.' })
  readonly reason!: string | null;

  @Field(() => GraphQLISODateTime)
  readonly fromAt!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Null while it goes on.' })
  readonly untilAt!: Date | null;
}

export const { Connection: AllocationConnection } = connectionTypes(
  'Allocation',
  () => AllocationType,
);

@ObjectType('PersonMove', {
  simpleResolvers: true,
  description: 'The person went from one team to another.',
})
export class PersonMoveType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: 'In the words of the one who handed them over.' })
  readonly reason!: string;

  @Field(() => GraphQLISODateTime)
  readonly movedAt!: Date;
}
