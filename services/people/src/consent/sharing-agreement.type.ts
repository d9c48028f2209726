import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import type { SharingRow } from './consent.loaders.ts';
import { HowAgreed } from './sharing-agreement.entity.ts';

@ObjectType('SharingAgreement', {
  simpleResolvers: true,
  description: 'What a person agreed to share, with whom and for what.',
})
export class SharingAgreementType implements Omit<SharingRow, 'personId' | 'relationshipId'> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: 'An organisation, a role or somebody by name.' })
  readonly sharedWith!: string;

  @Field(() => String)
  readonly what!: string;

  @Field(() => String)
  readonly purpose!: string;

  @Field(() => HowAgreed)
  readonly how!: HowAgreed;

  @Field(() => GraphQLLocalDate)
  readonly agreedOn!: string;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The last day. Null until it is withdrawn.',
  })
  readonly untilOn!: string | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'From then on nothing may be shared because of it. Null while it holds.',
  })
  readonly withdrawnAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was withdrawn, if they said so.' })
  readonly withdrawnWords!: string | null;
}
