import { Refusal } from '@connected-lives/kit/refusal';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsEnum,
  IsOptional,
  Matches,
  MaxLength,
} from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, InputType } from 'type-graphql';
import { LINE_LENGTH_MAX, LINES_MAX } from './address.entity.ts';
import { AddressKind } from './address-kind.ts';
import { readPostcode } from './postcode.ts';

@InputType({ description: 'An address.' })
export class AddressInput {
  @Field(() => AddressKind)
  @IsEnum(AddressKind)
  readonly kind!: AddressKind;

  @Field(() => [String], { description: `Without the postcode. ${LINES_MAX} lines at most.` })
  @ArrayMinSize(1)
  @ArrayMaxSize(LINES_MAX)
  @MaxLength(LINE_LENGTH_MAX, { each: true })
  @Matches(/\S/, { each: true, message: 'Every line of an address says something' })
  readonly lines!: string[];

  @Field(() => String, { nullable: true, description: 'In any spelling. Null abroad.' })
  @IsOptional()
  @MaxLength(20)
  readonly postcode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Unique Property Reference Number: 1 to 12 digits.',
  })
  @IsOptional()
  @Matches(/^\d{1,12}$/, { message: 'a UPRN has 1 to 12 digits' })
  readonly uprn?: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The first day. Today when null.' })
  readonly fromOn?: string | null;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The last day, for one that has ended. Null for the current one.',
  })
  readonly untilOn?: string | null;
}

/** A postcode as the record keeps it, or a refusal (BAD_USER_INPUT). */
export function requirePostcode(text: string): string {
  const postcode = readPostcode(text);
  if (postcode === null) {
    throw new Refusal(
      'BAD_USER_INPUT',
      'This is not a postcode. Put what another country has instead into the lines.',
      { fields: ['postcode'] },
    );
  }
  return postcode;
}
