import { enumOf } from '@connected-lives/kit/enum-of';
import { connectionTypes } from '@connected-lives/kit/page';
import { REACH_REASONS, type ReachReason } from '@connected-lives/kit/reach';
import { Field, GraphQLISODateTime, ID, ObjectType, registerEnumType } from 'type-graphql';

export const OpeningRight = enumOf(REACH_REASONS);
registerEnumType(OpeningRight, {
  name: 'OpeningRight',
  description: 'By what right somebody outside the person’s own team reaches their record.',
  valuesConfig: {
    ALLOCATED_WORKER: { description: 'They work with the person, from another team.' },
    CONTACT_OPEN: { description: 'A front-door team, while a contact is open.' },
    IN_HOSPITAL: { description: 'A discharge team, while the person is in hospital.' },
    URGENT: { description: 'A worker in an emergency, for sixty minutes.' },
    REPRESENTATIVE: { description: 'Somebody who may act for the person.' },
    NAMED: { description: 'Named for a record that is closed to all others.' },
  },
});

/** What the graph shows of one row of `reach`. */
export interface OpeningRow {
  readonly id: string;
  readonly personId: string;
  readonly holderId: string;
  readonly why: ReachReason;
  readonly reason: string | null;
  readonly fromAt: Date;
  readonly untilAt: Date | null;
}

@ObjectType('RecordOpening', {
  simpleResolvers: true,
  description: 'A record is open to somebody outside the person’s own team.',
})
export class OpeningType implements Pick<OpeningRow, 'id' | 'reason' | 'fromAt' | 'untilAt'> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'In the words of the one who opened it. Null where no words are needed.',
  })
  readonly reason!: string | null;

  @Field(() => GraphQLISODateTime)
  readonly fromAt!: Date;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'Null while there is no end in sight.',
  })
  readonly untilAt!: Date | null;
}

export const { Connection: OpeningConnection } = connectionTypes(
  'RecordOpening',
  () => OpeningType,
);

@ObjectType('RecordOpenedUrgently', {
  simpleResolvers: true,
  description: 'A worker outside the team opened a record of one of its people.',
})
export class RecordOpenedUrgentlyType {
  @Field(() => String, {
    description: 'Where you stand after this: subscribe again with it as `after`.',
  })
  readonly cursor!: string;

  @Field(() => OpeningType, {
    nullable: true,
    description: 'Null when you do not reach the person any more.',
  })
  readonly opening!: OpeningRow | null;
}
