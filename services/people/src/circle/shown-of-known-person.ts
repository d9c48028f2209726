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

/**
 * The same for how to get in touch, which is kept with a protected address; but whoever is to be rung
 * in an emergency can be rung.
 */
export async function isShownToRing(
  ctx: PeopleContext,
  relationship: InCircle & Pick<RelationshipRow, 'isEmergencyContact'>,
): Promise<boolean> {
  const { isEmergencyContact, otherPersonId } = relationship;
  if (isEmergencyContact || otherPersonId === null) {
    return true;
  }
  return (
    (await isShownByName(ctx, relationship)) &&
    (await ctx.loaders.addressesKeptFromViewer.load(otherPersonId)) === null
  );
}

/**
 * Whether they live together. Null where the other one's record is withheld: where somebody lives is
 * part of it, and the address of this person would be theirs. It is null for all of those, whoever
 * lives where, so that it tells nobody of a seal. Where both are in reach and only an address is
 * kept from the viewer, it is false: a null would tell that there is one to keep.
 */
export async function livingWithAsShown(
  ctx: PeopleContext,
  relationship: RelationshipRow,
): Promise<boolean | null> {
  const { livesWith, personId, otherPersonId } = relationship;
  if (otherPersonId === null) {
    return livesWith;
  }
  if (!(await isShownByName(ctx, relationship))) {
    return null;
  }
  const kept = await ctx.loaders.addressesKeptFromViewer.loadMany([personId, otherPersonId]);
  return livesWith && kept.every((person) => person === null);
}
