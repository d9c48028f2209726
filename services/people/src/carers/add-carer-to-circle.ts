import type { Transaction } from '@connected-lives/kit/transaction';
import { circleChanged } from '../circle/circle.events.ts';
import { RelationshipKind } from '../circle/relationship-kind.ts';
import { Relationship } from '../circle/relationship.entity.ts';
import type { PeopleContext } from '../people.context.ts';
import { isSealed } from '../reach/sealed.ts';
import type { PeopleTables } from '../tables.ts';

interface Caring {
  readonly caredFor: { readonly id: string; readonly teamId: string };
  readonly carer: { readonly id: string };
  readonly input: { readonly fromOn?: string | null };
}

/**
 * The carer in the circle of the person they care for, added when they are not in it yet. With the
 * name, for that person and for those who reach the carer too; never the name of somebody whose
 * record is sealed.
 */
export async function addCarerToCircle(
  ctx: PeopleContext,
  tx: Transaction<PeopleTables>,
  { caredFor, carer, input }: Caring,
): Promise<string> {
  const found = await tx.em.findOne(Relationship, {
    personId: caredFor.id,
    otherPersonId: carer.id,
    kind: RelationshipKind.UNPAID_CARER,
    untilOn: null,
  });
  if (found !== null) {
    return found.id;
  }
  const relationship = tx.em.create(Relationship, {
    personId: caredFor.id,
    teamId: caredFor.teamId,
    kind: RelationshipKind.UNPAID_CARER,
    asWhat: null,
    otherPersonId: carer.id,
    name: await nameToShow(tx, carer.id),
    organisation: null,
    phone: null,
    email: null,
    isEmergencyContact: false,
    livesWith: false,
    authority: null,
    authorityReference: null,
    authoritySeen: false,
    bornInYear: null,
    school: null,
    fromOn: input.fromOn ?? null,
    untilOn: null,
    recordedBy: ctx.actor.id,
    recordedAt: ctx.now(),
  });
  await tx.em.flush();
  await tx.record(circleChanged(relationship));
  return relationship.id;
}

async function nameToShow(
  { db }: Pick<Transaction<PeopleTables>, 'db'>,
  carerId: string,
): Promise<string | null> {
  if (await isSealed(db, carerId)) {
    return null;
  }
  const { givenName, familyName } = await db
    .selectFrom('person')
    .select(['givenName', 'familyName'])
    .where('id', '=', carerId)
    .executeTakeFirstOrThrow();
  return `${givenName} ${familyName}`;
}
