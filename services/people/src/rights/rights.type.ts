import { Field, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import { AdvocacyDuty } from './advocacy-decision.entity.ts';
import type { AdvocacyRow, InvolvementRow } from './rights.loaders.ts';

@ObjectType('AdvocacyDecision', {
  simpleResolvers: true,
  description:
    'Whether the council has to arrange an independent advocate: sections 67 and 68 of the Care Act.',
})
export class AdvocacyDecisionType implements Omit<
  AdvocacyRow,
  'personId' | 'appropriateIndividualId' | 'advocateId'
> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => AdvocacyDuty, { description: 'What the person is to be involved in.' })
  readonly duty!: AdvocacyDuty;

  @Field(() => Boolean, { description: 'Whether being involved is substantially difficult.' })
  readonly substantialDifficulty!: boolean;

  @Field(() => Boolean, {
    description: 'Substantial difficulty, and nobody of their own to support them.',
  })
  readonly entitled!: boolean;

  @Field(() => String)
  readonly reason!: string;

  @Field(() => GraphQLISODateTime)
  readonly decidedAt!: Date;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When a later decision for the same duty took its place. Null for what holds.',
  })
  readonly supersededAt!: Date | null;
}

@ObjectType('InvolvementWish', {
  simpleResolvers: true,
  description: 'How the person wants to be involved, as they said it last.',
})
export class InvolvementWishType implements Omit<InvolvementRow, 'id' | 'personId'> {
  @Field(() => String)
  readonly words!: string;

  @Field(() => Boolean, {
    description: 'Whether the person wrote it themself, or somebody wrote it down for them.',
  })
  readonly writtenByPerson!: boolean;

  @Field(() => GraphQLISODateTime)
  readonly saidAt!: Date;
}
