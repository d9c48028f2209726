import type { PeopleContext } from '../people.context.ts';
import type { AddressRow } from './address.loaders.ts';

/** The practitioners who may know a protected address; null when everybody in reach may. */
export async function namedFor(ctx: PeopleContext, address: AddressRow) {
  if (!address.protected) {
    return null;
  }
  const named = await ctx.loaders.namedForAddressByPersonId.load(address.personId);
  const practitioners = await ctx.loaders.practitionersById.loadMany(
    named.map(({ practitionerId }) => practitionerId),
  );
  return practitioners.filter((practitioner) => practitioner !== null);
}
