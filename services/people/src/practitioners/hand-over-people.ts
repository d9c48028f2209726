import { Refusal } from '@connected-lives/kit/refusal';
import type { Transaction } from '@connected-lives/kit/transaction';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import {
  beginWork,
  currentWork,
  endWork,
  lockPractitioners,
} from '../allocations/work-together.ts';
import { holdPerson } from '../people/hold-person.ts';
import type { PeopleTables } from '../tables.ts';

/** As many as one call hands over. A caseload of a hundred is more than anybody carries. */
export const HANDOVERS_MAX = 100;

@InputType()
export class HandoverInput {
  @Field(() => ID)
  @IsUUID()
  readonly personId!: string;

  @Field(() => ID, { description: 'Who works with the person from now on.' })
  @IsUUID()
  readonly toPractitionerId!: string;
}

/** Whoever hands over and everybody who takes over: for the beginning, before anything is held. */
export function lockForHandover(
  tx: Transaction<PeopleTables>,
  practitionerId: string,
  handover: readonly HandoverInput[],
): Promise<void> {
  return lockPractitioners(tx, [
    practitionerId,
    ...handover.map(({ toPractitionerId }) => toPractitionerId),
  ]);
}

/**
 * One person after the other goes from a practitioner to another one, with the same weight. The
 * caller has locked both with `lockForHandover`.
 */
export async function handOverPeople(
  tx: Transaction<PeopleTables>,
  by: { readonly practitionerId: string; readonly handedOverBy: string; readonly now: Date },
  handover: readonly HandoverInput[],
): Promise<void> {
  // In one order, so that two who hand over at once never wait for each other.
  for (const { personId, toPractitionerId } of handover.toSorted(byPerson)) {
    const person = await holdPerson(tx, personId);
    const work = await currentWork(tx, personId, by.practitionerId);
    if (work === null) {
      throw new Refusal('NOT_ALLOCATED', 'They do not work with one of these people.', {
        personId,
      });
    }
    if (toPractitionerId === by.practitionerId) {
      throw new Refusal('BAD_USER_INPUT', 'Hand people over to somebody else.');
    }
    await beginWork(tx, {
      person,
      practitionerId: toPractitionerId,
      weight: work.weight,
      reason: null,
      allocatedBy: by.handedOverBy,
      now: by.now,
    });
    await endWork(tx, work, by.now);
  }
}

function byPerson(a: HandoverInput, b: HandoverInput): number {
  return a.personId.toLowerCase() < b.personId.toLowerCase() ? -1 : 1;
}
