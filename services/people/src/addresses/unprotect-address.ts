import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { lockPerson } from '../people/hold-person.ts';
import type { PersonRecorded } from '../people/person-recorded.type.ts';
import { recordChanged } from '../people/person.events.ts';
import { AddressKind } from './address-kind.ts';
import { mayKnow } from './protection.ts';
import { followHome } from './write-address.ts';

@InputType()
export class UnprotectAddressInput extends MutationInput {
  @Field(() => ID, { description: 'A person for whose address you are named.' })
  @IsUUID()
  readonly personId!: string;
}

/** Puts a person's addresses back where whoever reaches the person sees them. The district follows. */
export function unprotectAddress(
  ctx: PeopleContext,
  input: UnprotectAddressInput,
): Promise<PersonRecorded> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'unprotectAddress', input, async (tx) => {
    const { personId } = input;
    const person = await lockPerson(tx, personId);
    if (!(await mayKnow(tx, personId))) {
      throw new Refusal('NOT_PROTECTED', 'You are not named for a protected address of theirs.');
    }
    const addresses = await tx.db
      .deleteFrom('protectedAddress')
      .where('personId', '=', personId)
      .returning(['id', 'personId', 'kind', 'lines', 'postcode', 'uprn', 'fromOn', 'untilOn'])
      .execute();
    await tx.db
      .updateTable('correctionRequest')
      .set({ aboutProtectedAddress: false })
      .where('personId', '=', personId)
      .execute();
    await tx.db
      .updateTable('protectedAddressViewer')
      .set({ untilAt: ctx.now() })
      .where('personId', '=', personId)
      .where('untilAt', 'is', null)
      .execute();
    if (addresses.length > 0) {
      const { teamId } = person;
      const open = addresses.map((address) => ({ ...address, teamId }));
      await tx.db.insertInto('address').values(open).execute();
    }
    await tx.record(recordChanged('address-changed', person));
    const home = addresses.find(
      ({ kind, untilOn }) => kind === AddressKind.HOME && untilOn === null,
    );
    await followHome(tx, person, home?.postcode ?? null);
    return { personId, warnings: [] };
  });
}
