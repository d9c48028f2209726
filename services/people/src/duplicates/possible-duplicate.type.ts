import { connectionTypes } from '@connected-lives/kit/page';
import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType('PossibleDuplicate', {
  simpleResolvers: true,
  description: 'Two records that may be of one person. Nobody but you decides whether they are.',
})
export class PossibleDuplicateType {
  readonly personId!: string;
  readonly otherId!: string;

  @Field(() => Int, { description: 'How much speaks for one person, from 0 to 100.' })
  readonly score!: number;

  @Field(() => [String], {
    description: 'What speaks for one person and what for two, in plain words.',
  })
  readonly reasons!: readonly string[];
}

export const { Connection: PossibleDuplicateConnection } = connectionTypes(
  'PossibleDuplicate',
  () => PossibleDuplicateType,
);
