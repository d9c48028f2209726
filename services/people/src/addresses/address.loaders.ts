import { loaderMany, loaderOne } from '@connected-lives/kit/loader';
import { londonDay } from '@connected-lives/kit/london-day';
import { sql } from 'kysely';
import type { PeopleReads } from '../tables.ts';
import { AddressKind } from './address-kind.ts';

const COLUMNS = [
  'id',
  'personId',
  'kind',
  'lines',
  'postcode',
  'uprn',
  'fromOn',
  'untilOn',
] as const;

/** Nobody has lived in more places than this that the council wrote down. */
const ADDRESSES_MAX = 50;

/**
 * The addresses of many people that this viewer may know, the latest first. Row-level security says
 * for each of the two tables which ones there are, so that an address that is protected is no
 * different from none.
 */
export function addressesByPersonId(ctx: PeopleReads) {
  return loaderMany(
    async (personIds: readonly string[]) => {
      const [open, kept] = await Promise.all(
        (['address', 'protectedAddress'] as const).map((table) =>
          ctx.read(`addressesByPersonId ${table}`, personIds, (db, keys) =>
            db
              .selectFrom(table)
              .select(COLUMNS)
              .where((row) => row('personId', '=', row.fn.any(row.val(keys))))
              .orderBy('fromOn', 'desc')
              .orderBy('id', 'desc')
              .limit(500 * ADDRESSES_MAX),
          ),
        ),
      );
      return [
        ...(open ?? []).map((address) => ({ ...address, protected: false })),
        ...(kept ?? []).map((address) => ({ ...address, protected: true })),
      ];
    },
    (address) => address.personId,
  );
}

export type AddressRow = Awaited<
  ReturnType<ReturnType<typeof addressesByPersonId>['load']>
>[number];

/** Where the person is on a day: where they are staying for now, else their home. */
export function whereTheyLive(addresses: readonly AddressRow[], now: Date): AddressRow | null {
  const today = londonDay(now);
  const current = addresses.filter(
    ({ fromOn, untilOn }) => fromOn <= today && (untilOn === null || untilOn >= today),
  );
  const of = (kind: AddressKind) => current.find((address) => address.kind === kind);
  return of(AddressKind.TEMPORARY) ?? of(AddressKind.HOME) ?? null;
}

/** People whose addresses are kept from this viewer, so that nothing may say where they live. */
export function addressesKeptFromViewer(ctx: PeopleReads) {
  return loaderOne(
    async (personIds: readonly string[]) => {
      const { rows } = await sql<{ id: string }>`
        select asked.id from unnest(${personIds}::uuid[]) as asked(id)
        where address_is_protected(asked.id) and asked.id is distinct from viewer_person_id()
          and asked.id <> all (viewer_known_addresses())`.execute(ctx.db);
      return rows;
    },
    ({ id }) => id,
  );
}

/** Which practitioners may know a protected address. */
export function namedForAddressByPersonId(ctx: PeopleReads) {
  return loaderMany(
    (personIds: readonly string[]) =>
      ctx.read('namedForAddressByPersonId', personIds, (db, keys) =>
        db
          .selectFrom('protectedAddressViewer')
          .select(['personId', 'practitionerId'])
          .where((row) => row('personId', '=', row.fn.any(row.val(keys))))
          .where('untilAt', 'is', null)
          .orderBy('fromAt')
          .orderBy('id'),
      ),
    (named) => named.personId,
  );
}
