import type { Actor } from '@connected-lives/kit/actor';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { ReasonField } from '@connected-lives/kit/text-field';
import { onceOnly, type Transaction } from '@connected-lives/kit/transaction';
import { ArrayMaxSize, IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { MAY_SAY_WHERE } from '../corrections/correctable-field.ts';
import type { PeopleContext } from '../people.context.ts';
import { lockPerson } from '../people/hold-person.ts';
import type { PersonRecorded } from '../people/person-recorded.type.ts';
import { recordChanged } from '../people/person.events.ts';
import type { PeopleTables } from '../tables.ts';
import { requireMayKnow } from './protection.ts';

const NAMED_MAX = 20;

@InputType()
export class ProtectAddressInput extends MutationInput {
  @Field(() => ID, { description: 'A person in your reach.' })
  @IsUUID()
  readonly personId!: string;

  @ReasonField('Why, in at least ten characters. Not the address.')
  readonly reason!: string;

  @Field(() => [ID], {
    description: `The practitioners who may know the address, ${NAMED_MAX} at most. You are one of them.`,
  })
  @IsUUID(undefined, { each: true })
  @ArrayMaxSize(NAMED_MAX)
  readonly practitionerIds!: string[];
}

/**
 * Keeps all addresses of a person apart from now on, past ones too, and how to get in touch with
 * them: for the person and for those who are named, and for nobody else. Done again by somebody who
 * is named, it says who else is.
 */
export function protectAddress(
  ctx: PeopleContext,
  input: ProtectAddressInput,
): Promise<PersonRecorded> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'protectAddress', input, async (tx) => {
    const { personId } = input;
    const person = await lockPerson(tx, personId);
    const already = await requireMayKnow(tx, personId);
    await nameViewers(tx, { actor: ctx.actor, now: ctx.now() }, input);
    if (!already) {
      await moveApart(tx, personId);
    }
    await tx.record(recordChanged('address-changed', person));
    return { personId, warnings: [] };
  });
}

/** Those named from now on, and whoever says so. The others stay named no longer. */
async function nameViewers(
  { db }: Transaction<PeopleTables>,
  { actor, now }: { readonly actor: Actor; readonly now: Date },
  { personId, reason, practitionerIds }: ProtectAddressInput,
): Promise<void> {
  const named = new Set([actor.practitionerId ?? actor.id, ...practitionerIds]);
  const before = await db
    .selectFrom('protectedAddressViewer')
    .select('practitionerId')
    .where('personId', '=', personId)
    .where('untilAt', 'is', null)
    .execute();
  const known = new Set(before.map(({ practitionerId }) => practitionerId));
  const added = [...named].filter((practitionerId) => !known.has(practitionerId));
  if (added.length > 0) {
    await db
      .insertInto('protectedAddressViewer')
      .values(
        added.map((practitionerId) => ({
          personId,
          practitionerId,
          reason,
          namedBy: actor.id,
          fromAt: now,
          untilAt: null,
        })),
      )
      .execute();
  }
  const ended = [...known].filter((practitionerId) => !named.has(practitionerId));
  if (ended.length > 0) {
    await db
      .updateTable('protectedAddressViewer')
      .set({ untilAt: now })
      .where('personId', '=', personId)
      .where('untilAt', 'is', null)
      .where('practitionerId', 'in', ended)
      .execute();
  }
}

async function moveApart({ db }: Transaction<PeopleTables>, personId: string): Promise<void> {
  const addresses = await db
    .deleteFrom('address')
    .where('personId', '=', personId)
    .returning(['id', 'personId', 'kind', 'lines', 'postcode', 'uprn', 'fromOn', 'untilOn'])
    .execute();
  if (addresses.length > 0) {
    await db.insertInto('protectedAddress').values(addresses).execute();
  }
  await db
    .updateTable('correctionRequest')
    .set({ aboutProtectedAddress: true })
    .where('personId', '=', personId)
    .where('field', 'in', MAY_SAY_WHERE)
    .execute();
}
