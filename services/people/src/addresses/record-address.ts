import { MutationInput } from '@connected-lives/kit/mutation-input';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsUUID, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import type { PersonRecorded } from '../people/person-recorded.type.ts';
import { AddressInput } from './address.input.ts';
import { writeAddress } from './write-address.ts';

@InputType()
export class RecordAddressInput extends MutationInput {
  @Field(() => ID, { description: 'A person in your reach.' })
  @IsUUID()
  readonly personId!: string;

  @Field(() => AddressInput)
  @ValidateNested()
  readonly address!: AddressInput;
}

/** Where a person lives, stays or gets letters. What was right until then is kept. */
export function recordAddress(
  ctx: PeopleContext,
  input: RecordAddressInput,
): Promise<PersonRecorded> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'recordAddress', input, async (tx) => {
    await writeAddress(tx, input.personId, input.address, ctx.now());
    return { personId: input.personId, warnings: [] };
  });
}
