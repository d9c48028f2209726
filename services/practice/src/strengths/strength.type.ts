import { Field, ID, ObjectType } from 'type-graphql';
import { SaidBy } from '../said-by.ts';
import type { StrengthRow } from './strength.loaders.ts';

@ObjectType('Strength', {
  simpleResolvers: true,
  description: 'What a person is good at, what matters to them and who is there for them.',
})
export class StrengthType implements Pick<StrengthRow, 'id' | 'saidBy' | 'words' | 'notedAt'> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => SaidBy, { description: 'Who sees this strength.' })
  readonly saidBy!: SaidBy;

  @Field(() => String, { description: 'The strength, in plain words.' })
  readonly words!: string;

  @Field(() => Date, { description: 'When it was noted.' })
  readonly notedAt!: Date;
}
