import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import type { AddressRow } from './address.loaders.ts';
import { AddressKind } from './address-kind.ts';

@ObjectType('Address', {
  simpleResolvers: true,
  description: 'Where a person lives, has lived or gets letters.',
})
export class AddressType implements Omit<AddressRow, 'personId'> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => AddressKind)
  readonly kind!: AddressKind;

  @Field(() => [String], { description: 'Without the postcode.' })
  readonly lines!: string[];

  @Field(() => String, { nullable: true, description: 'Capitals with one space.' })
  readonly postcode!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Unique Property Reference Number, 1 to 12 digits.',
  })
  readonly uprn!: string | null;

  @Field(() => GraphQLLocalDate, { description: 'The first day.' })
  readonly fromOn!: string;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The last day; null until then.' })
  readonly untilOn!: string | null;

  @Field(() => Boolean, {
    description: 'It is kept apart: do not say it, print it or write it anywhere.',
  })
  readonly protected!: boolean;
}
