import { Refusal } from '@connected-lives/kit/refusal';
import type { Transaction } from '@connected-lives/kit/transaction';
import {
  beginWork,
  currentWork,
  endWork,
  lockPractitioners,
} from '../allocations/work-together.ts';
import type { PeopleContext } from '../people.context.ts';
import { holdPerson } from '../people/hold-person.ts';
import type { PeopleTables } from '../tables.ts';
import type { Handover, HandoverInput } from './handover.input.ts';
import { requireOwnStaff } from './require-manager.ts';

type Viewer = Pick<PeopleContext, 'actor' | 'now'>;

/**
 * Somebody of the viewer's staff who goes, locked together with everybody who takes over: for the
 * beginning, before anything is held.
 */
export async function lockForHandover(
  { actor }: Viewer,
  tx: Transaction<PeopleTables>,
  { practitionerId, handover }: Handover,
) {
  const takers = (handover ?? []).map(({ toPractitionerId }) => toPractitionerId);
  await lockPractitioners(tx, [practitionerId, ...takers]);
  return requireOwnStaff(tx, actor, practitionerId);
}

/**
 * One person after the other goes from a practitioner to another one, with the same weight. The
 * caller has locked both with `lockForHandover`.
 */
export async function handOverPeople(
  viewer: Viewer,
  tx: Transaction<PeopleTables>,
  { practitionerId, handover }: Handover,
): Promise<void> {
  const now = viewer.now();
  // In one order, so that two who hand over at once never wait for each other.
  for (const { personId, toPractitionerId } of (handover ?? []).toSorted(byPerson)) {
    const person = await holdPerson(tx, personId);
    const work = await currentWork(tx, personId, practitionerId);
    if (work === null) {
      throw new Refusal('NOT_ALLOCATED', 'They do not work with one of these people.', {
        personId,
      });
    }
    if (toPractitionerId === practitionerId) {
      throw new Refusal('BAD_USER_INPUT', 'Hand people over to somebody else.');
    }
    await beginWork(tx, {
      person,
      practitionerId: toPractitionerId,
      weight: work.weight,
      reason: null,
      allocatedBy: viewer.actor.id,
      now,
    });
    await endWork(tx, work, now);
  }
}

function byPerson(a: HandoverInput, b: HandoverInput): number {
  return a.personId.toLowerCase() < b.personId.toLowerCase() ? -1 : 1;
}
