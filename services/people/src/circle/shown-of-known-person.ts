import type { PeopleContext } from '../people.context.ts';
import type { RelationshipRow } from './relationship.loaders.ts';

type InCircle = Pick<RelationshipRow, 'otherPersonId'>;

/**
 * Whether a circle shows what it calls somebody who has a record of their own. That record says who
 * may know of them, so staff who do not reach it see that there is a daughter and not who she is:
 * sealed, with another team or closed to them alone, it looks the same. People and those who
 * represent them read their own circles whole: they know their daughter's name, and to miss it would
 * tell them that the council knows her.
 */
export async function isShownByName(
  ctx: PeopleContext,
  { otherPersonId }: InCircle,
): Promise<boolean> {
  return (
    otherPersonId === null ||
    ctx.actor.role === 'citizen' ||
    (await ctx.loaders.reachedPeopleById.load(otherPersonId)) !== null
  );
}

/** The same for how to get in touch, but that whoever is to be rung in an emergency can be rung. */
export async function isShownToRing(
  ctx: PeopleContext,
  relationship: InCircle & Pick<RelationshipRow, 'isEmergencyContact'>,
): Promise<boolean> {
  return relationship.isEmergencyContact || isShownByName(ctx, relationship);
}

/**
 * Whether they live together, where that tells nobody an address that is kept from them: with one of
 * the two protected, the other's would be it.
 */
export async function isShownLivingWith(
  ctx: PeopleContext,
  { livesWith, personId, otherPersonId }: RelationshipRow,
): Promise<boolean> {
  if (!livesWith || otherPersonId === null) {
    return livesWith;
  }
  const kept = await ctx.loaders.addressesKeptFromViewer.loadMany([personId, otherPersonId]);
  return kept.every((person) => person === null);
}
