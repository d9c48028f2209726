import { londonDay } from '@connected-lives/kit/london-day';
import { Refusal } from '@connected-lives/kit/refusal';
import type { Transaction } from '@connected-lives/kit/transaction';
import { sql } from 'kysely';
import { lockPerson } from '../people/hold-person.ts';
import { personChanged, recordChanged } from '../people/person.events.ts';
import type { PeopleTables } from '../tables.ts';
import { type AddressInput, requirePostcode } from './address.input.ts';
import { AddressKind } from './address-kind.ts';
import { districtOfPostcode } from './district-of-postcode.ts';
import { type AddressTable, requireAddressTable } from './protection.ts';

type Writing = Transaction<PeopleTables>;

/**
 * Writes an address down where the addresses of this person are kept. The current one of the same
 * kind ends the day before. A new home in the county moves the person to its district, unless
 * addresses are protected: a district that follows would tell where they went.
 *
 * Every statement binds its values, so that no address stands in a statement log.
 */
export async function writeAddress(
  tx: Writing,
  personId: string,
  input: AddressInput,
  now: Date,
): Promise<void> {
  const person = await lockPerson(tx, personId);
  const table = await requireAddressTable(tx, personId);
  const fromOn = input.fromOn ?? londonDay(now);
  const { untilOn = null, postcode } = input;
  if (untilOn !== null && untilOn < fromOn) {
    throw badPeriod('An address ends after it begins.');
  }
  if (untilOn === null) {
    await endCurrent(tx, table, personId, input.kind, fromOn);
  }
  const address = {
    personId,
    kind: input.kind,
    lines: input.lines.map((line) => line.trim()),
    postcode: typeof postcode === 'string' ? requirePostcode(postcode) : null,
    uprn: input.uprn ?? null,
    fromOn,
    untilOn,
  };
  if (table === 'address') {
    await tx.db
      .insertInto('address')
      .values({ ...address, teamId: person.teamId })
      .execute();
  } else {
    await tx.db.insertInto('protectedAddress').values(address).execute();
  }
  await tx.record(recordChanged('address-changed', person));
  if (input.kind === AddressKind.HOME && untilOn === null && table === 'address') {
    await followHome(tx, person, address.postcode);
  }
}

/** The day before the new one begins is the last; one that began the same day was a mistake. */
async function endCurrent(
  { db }: Writing,
  table: AddressTable,
  personId: string,
  kind: AddressKind,
  fromOn: string,
): Promise<void> {
  const current = await db
    .selectFrom(table)
    .select('fromOn')
    .where('personId', '=', personId)
    .where('kind', '=', kind)
    .where('untilOn', 'is', null)
    .orderBy('fromOn', 'desc')
    .executeTakeFirst();
  if (current !== undefined && current.fromOn > fromOn) {
    throw badPeriod('There is a later address of this kind. Say until when this one was right.');
  }
  await db
    .updateTable(table)
    .set({ untilOn: sql<string>`greatest(from_on, ${fromOn}::date - 1)` })
    .where('personId', '=', personId)
    .where('kind', '=', kind)
    .where('untilOn', 'is', null)
    .execute();
}

/** Where an open home in the county is, the person lives. Elsewhere the district stays as it was. */
export async function followHome(
  tx: Writing,
  person: { readonly id: string; readonly district: string },
  postcode: string | null,
): Promise<void> {
  const district: string | null = districtOfPostcode(postcode ?? '');
  if (district === null || district === person.district) {
    return;
  }
  const moved = await tx.db
    .updateTable('person')
    .set({ district, version: sql`version + 1` })
    .where('id', '=', person.id)
    .returning(['id', 'teamId', 'district', 'version'])
    .executeTakeFirstOrThrow();
  await tx.record(personChanged(moved));
}

function badPeriod(message: string): Refusal {
  return new Refusal('BAD_PERIOD', message);
}
