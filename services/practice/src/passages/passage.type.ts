import { connectionTypes } from '@connected-lives/kit/page';
import { Field, ID, ObjectType } from 'type-graphql';
import { SaidBy } from '../said-by.ts';
import type { PassageRow } from './passage.loaders.ts';

@ObjectType('Passage', {
  simpleResolvers: true,
  description: 'Some words of somebody in a conversation. Once said, they stand.',
})
export class PassageType implements Pick<
  PassageRow,
  'id' | 'saidBy' | 'saidByName' | 'words' | 'saidAt'
> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => SaidBy, { description: 'Whose words these are.' })
  readonly saidBy!: SaidBy;

  @Field(() => String, { nullable: true, description: 'Their name, where somebody gave it.' })
  readonly saidByName!: string | null;

  @Field(() => String, { description: 'The words themselves.' })
  readonly words!: string;

  @Field(() => Date, { description: 'When the words were written down.' })
  readonly saidAt!: Date;
}

export const { Connection: PassageConnection } = connectionTypes('Passage', () => PassageType);
