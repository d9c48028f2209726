import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ProgressRow } from './progress.loaders.ts';
import { Reached } from './reached.ts';

@ObjectType('Progress', {
  simpleResolvers: true,
  description: 'How far an outcome was reached on a day, and how the person felt about their life.',
})
export class ProgressType implements Pick<
  ProgressRow,
  'id' | 'words' | 'reached' | 'satisfaction' | 'recordedAt'
> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { nullable: true, description: 'How it was going, in plain words.' })
  readonly words!: string | null;

  @Field(() => Reached, { description: 'How far it was reached, as the person saw it.' })
  readonly reached!: Reached;

  @Field(() => Int, {
    nullable: true,
    description:
      'How satisfied the person was with their life, from 0 (not at all) to 10 (completely). Null when they did not say.',
  })
  readonly satisfaction!: number | null;

  @Field(() => Date, { description: 'When it was recorded.' })
  readonly recordedAt!: Date;
}
