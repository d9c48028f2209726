import { londonDay } from '@connected-lives/kit/london-day';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsEnum, IsUUID } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { lockPerson } from '../people/hold-person.ts';
import type { PersonRecorded } from '../people/person-recorded.type.ts';
import { recordChanged } from '../people/person.events.ts';
import { AddressKind } from './address-kind.ts';
import { requireAddressTable } from './protection.ts';

@InputType()
export class EndAddressInput extends MutationInput {
  @Field(() => ID, { description: 'A person in your reach.' })
  @IsUUID()
  readonly personId!: string;

  @Field(() => AddressKind, { description: 'Which of their current addresses.' })
  @IsEnum(AddressKind)
  readonly kind!: AddressKind;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The last day. Today when null.' })
  readonly untilOn?: string | null;
}

/** An address that no other one takes the place of: the stay is over, the home is given up. */
export function endAddress(ctx: PeopleContext, input: EndAddressInput): Promise<PersonRecorded> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'endAddress', input, async (tx) => {
    const { personId, kind } = input;
    const person = await lockPerson(tx, personId);
    const untilOn = input.untilOn ?? londonDay(ctx.now());
    const ended = await tx.db
      .updateTable(await requireAddressTable(tx, personId))
      .set({ untilOn })
      .where('personId', '=', personId)
      .where('kind', '=', kind)
      .where('untilOn', 'is', null)
      .where('fromOn', '<=', untilOn)
      .returning('id')
      .execute();
    if (ended.length === 0) {
      throw new Refusal('NO_SUCH_ADDRESS', 'There is no current address of this kind to end.');
    }
    await tx.record(recordChanged('address-changed', person));
    return { personId, warnings: [] };
  });
}
