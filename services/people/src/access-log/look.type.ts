import { PURPOSES } from '@connected-lives/kit/look-purpose';
import { connectionTypes } from '@connected-lives/kit/page';
import { REACH_REASONS } from '@connected-lives/kit/reach';
import { Field, GraphQLISODateTime, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { SeenLook } from './find-looks.ts';

const named = <Word extends string>(words: readonly Word[]): { readonly [W in Word]: W } =>
  Object.fromEntries(words.map((word) => [word, word])) as { readonly [W in Word]: W };

const LookPurpose = named(PURPOSES);
registerEnumType(LookPurpose, {
  name: 'LookPurpose',
  description: 'Why somebody looked at a record, from a short list.',
});

const LookRelationship = named(['SELF', 'OWN_TEAM', 'PAYS', ...REACH_REASONS] as const);
registerEnumType(LookRelationship, {
  name: 'LookRelationship',
  description: 'By what right somebody looked at a record.',
});

@ObjectType('Look', {
  simpleResolvers: true,
  description:
    'Somebody looked at a person’s record: one for each thing they did, however many fields they saw. A live board counts once an hour.',
})
export class LookType implements Pick<
  SeenLook,
  'id' | 'at' | 'who' | 'operation' | 'purpose' | 'relationship' | 'program' | 'network'
> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => GraphQLISODateTime)
  readonly at!: Date;

  @Field(() => String, { description: 'The name of whoever looked.' })
  readonly who!: string;

  @Field(() => String, { description: 'What the program calls what was done.' })
  readonly operation!: string;

  @Field(() => LookPurpose, { nullable: true })
  readonly purpose!: SeenLook['purpose'];

  @Field(() => LookRelationship, {
    nullable: true,
    description: 'Null when nothing on the record says by what right.',
  })
  readonly relationship!: SeenLook['relationship'];

  @Field(() => String, {
    nullable: true,
    description: 'The program through which they looked. Null when it did not say.',
  })
  readonly program!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The network they came from, never the single machine. Null when not known.',
  })
  readonly network!: string | null;
}

export const { Connection: LookConnection } = connectionTypes('Look', () => LookType);
