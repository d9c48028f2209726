import { connectionTypes } from '@connected-lives/kit/page';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { CommitmentRow } from './select-commitment.ts';

export enum CommitmentState {
  COMMITTED = 'COMMITTED',
  PAID = 'PAID',
  RELEASED = 'RELEASED',
}
registerEnumType(CommitmentState, {
  name: 'CommitmentState',
  description: 'What became of the money. None of these waits for anybody’s permission.',
  valuesConfig: {
    COMMITTED: { description: 'Some of it is still to be paid.' },
    PAID: { description: 'Nothing remains, and at least a part of it was paid.' },
    RELEASED: { description: 'Nothing remains, and nothing of it was paid.' },
  },
});

@Directive('@key(fields: "id")')
@ObjectType('Commitment', {
  simpleResolvers: true,
  description: 'Money set aside for one outcome by the practitioner who holds the budget.',
})
export class CommitmentType implements Pick<
  CommitmentRow,
  'id' | 'amountPence' | 'what' | 'rationale' | 'releasedPence' | 'paidPence' | 'remainingPence'
> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => Int, { description: 'What was set aside at first.' })
  readonly amountPence!: number;

  @Field(() => String, { description: 'What the money is for.' })
  readonly what!: string;

  @Field(() => String, { description: 'Why it will help towards the outcome.' })
  readonly rationale!: string;

  @Field(() => Int, { description: 'What went back to the budget.' })
  readonly releasedPence!: number;

  @Field(() => Int, { description: 'What was paid.' })
  readonly paidPence!: number;

  @Field(() => Int, { description: 'What is set aside still: neither paid nor released.' })
  readonly remainingPence!: number;

  @Field(() => CommitmentState)
  readonly state!: string;

  @Field(() => Date, { description: 'When the practitioner decided it.' })
  readonly committedAt!: Date;
}

export const { Connection: CommitmentConnection } = connectionTypes(
  'Commitment',
  () => CommitmentType,
);
