import { connectionTypes } from '@connected-lives/kit/page';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { EntryRow } from './entry.loaders.ts';
import { LedgerAccount, LedgerStepKind } from './ledger.tables.ts';

registerEnumType(LedgerAccount, {
  name: 'LedgerAccount',
  description: 'Where the money of a budget can be.',
  valuesConfig: {
    FUNDING: { description: 'Where allocations come from. Always below zero.' },
    AVAILABLE: { description: 'Free to be committed.' },
    COMMITTED: { description: 'Set aside for an outcome.' },
    SPENT: { description: 'Paid.' },
  },
});
registerEnumType(LedgerStepKind, {
  name: 'LedgerStepKind',
  description: 'What can happen to the money of a budget.',
});

@ObjectType('LedgerEntry', {
  simpleResolvers: true,
  description:
    'One side of one movement of money. Each movement has two sides that add up to nothing, and neither is ever changed.',
})
export class LedgerEntryType implements Omit<EntryRow, 'budgetId' | 'commitmentId'> {
  @Field(() => Int, { description: '1, 2, 3 … in each budget, without a gap.' })
  readonly line!: number;

  @Field(() => LedgerStepKind)
  readonly kind!: LedgerStepKind;

  @Field(() => LedgerAccount)
  readonly account!: LedgerAccount;

  @Field(() => Int, { description: 'Into the account, or out of it when below zero.' })
  readonly pence!: number;

  @Field(() => Int, { description: 'What the account held after this line.' })
  readonly balanceAfterPence!: number;

  @Field(() => Date, { description: 'When it was decided.' })
  readonly at!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'Why money was released. Null when the commitment is out of your reach.',
  })
  readonly reason!: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day of a payment.' })
  readonly paidOn!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The reference of a payment. Null when the commitment is out of your reach.',
  })
  readonly reference!: string | null;
}

export const { Connection: LedgerEntryConnection } = connectionTypes(
  'LedgerEntry',
  () => LedgerEntryType,
);
