import { TODAY, dayOf } from './calendar.ts';
import type { Chance } from './chance.ts';
import type { RelationshipRow } from './circle-rows.ts';
import type { PersonRow } from './rows.ts';
import type { PractitionerRow } from './workforce-rows.ts';

/** A person for whom something is made, and who wrote it down. */
export interface Subject {
  readonly chance: Chance;
  readonly person: PersonRow;
  readonly worker: PractitionerRow;
}

/** One relationship, with nothing said of it but what is given. */
export function relationship(
  { chance, person, worker }: Subject,
  kind: string,
  given: Partial<RelationshipRow>,
): RelationshipRow {
  const recordedAt = chance.momentBetween(person.createdAt, TODAY);
  return {
    id: chance.uuidAt(recordedAt),
    personId: person.id,
    teamId: person.teamId,
    kind,
    asWhat: null,
    otherPersonId: null,
    name: null,
    organisation: null,
    phone: null,
    isEmergencyContact: 'false',
    livesWith: 'false',
    authority: null,
    authorityReference: null,
    authoritySeen: 'false',
    bornInYear: null,
    school: null,
    fromOn: kind === 'FAMILY' ? null : dayOf(recordedAt),
    recordedBy: worker.id,
    recordedAt,
    ...given,
  };
}
