import { connectionTypes } from '@connected-lives/kit/page';
import { WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { OutcomeRow } from './outcome.loaders.ts';

@Directive('@key(fields: "id")')
@ObjectType('Outcome', {
  simpleResolvers: true,
  description: 'What a person wants to achieve, in their own words, and how to work towards it.',
})
export class OutcomeType implements Pick<
  OutcomeRow,
  'id' | 'ownWords' | 'wellbeingArea' | 'howWeWillWorkTowardsIt' | 'agreedAt' | 'achievedAt'
> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: 'What the person wants to achieve, in their own words.' })
  readonly ownWords!: string;

  @Field(() => WellbeingArea, { description: 'The area of wellbeing that it is about most.' })
  readonly wellbeingArea!: WellbeingArea;

  @Field(() => String, {
    nullable: true,
    description: 'How we will work towards it together. Null when nobody has said yet.',
  })
  readonly howWeWillWorkTowardsIt!: string | null;

  @Field(() => Date, { description: 'When it was agreed.' })
  readonly agreedAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description: 'Since when it has been fully reached. Null while it is not.',
  })
  readonly achievedAt!: Date | null;
}

export const { Connection: OutcomeConnection } = connectionTypes('Outcome', () => OutcomeType);
