import { DAY_MS, TODAY } from './calendar.ts';
import type { Chance } from './chance.ts';
import type { CircleRows, ReachRow, RelationshipRow } from './circle-rows.ts';
import { makeCaring } from './make-caring.ts';
import { makeRights } from './make-rights.ts';
import { relationship, type Subject } from './one-relationship.ts';
import type { PersonRow } from './rows.ts';
import { ADVOCACY_SERVICES, SCHOOLS, TIES } from './words/circle.ts';
import { FAMILY_NAMES, FIRST_NAMES } from './words/names.ts';
import type { PractitionerRow } from './workforce-rows.ts';

/** The people around a team's people, and what these decide and are entitled to. Not everybody has all. */
export function makeCircle(
  chance: Chance,
  people: readonly PersonRow[],
  workers: readonly PractitionerRow[],
): CircleRows {
  const [first, second] = people;
  if (first === undefined || second === undefined) {
    return NOBODY;
  }
  const subjects = people.map((person) => ({ chance, person, worker: chance.pick(workers) }));
  const circles = new Map(
    subjects.map((subject, number) => [
      subject.person.id,
      number === 0 || chance.happens(0.85) ? makeTies(subject) : [],
    ]),
  );
  const attorney = makeAttorney({ chance, person: second, worker: chance.pick(workers) }, first);
  const { caringRoles, carers } = makeCaring(chance, subjects);
  return {
    relationships: [...circles.values()].flat().concat(attorney, carers),
    caringRoles,
    ...makeRights(subjects, circles),
    reaches: [opening(chance, attorney)],
  };
}

const everyName = FIRST_NAMES.flatMap(({ names }) => names);

/** Some family and friends, one of them to ring; a child or an advocate where there is one. */
function makeTies(subject: Subject): RelationshipRow[] {
  const { chance, person } = subject;
  const age = TODAY.getUTCFullYear() - Number(person.dateOfBirth.slice(0, 4));
  const ties = chance
    .shuffled(TIES)
    .slice(0, chance.between(1, 3))
    .map(([kind, asWhat], number) =>
      relationship(subject, kind, {
        asWhat,
        name: `${chance.pick(everyName)} ${chance.pick(FAMILY_NAMES)}`,
        phone: phone(chance),
        isEmergencyContact: String(number === 0),
        livesWith: String(kind === 'FAMILY' && chance.happens(0.2)),
      }),
    );
  return [
    ...ties,
    ...(age < 55 && chance.happens(0.25) ? [makeChild(subject)] : []),
    ...(chance.happens(0.05) ? [makeAdvocate(subject)] : []),
  ];
}

function makeChild(subject: Subject): RelationshipRow {
  const { chance } = subject;
  return relationship(subject, 'CHILD', {
    name: `${chance.pick(everyName).slice(0, 1)}. ${subject.person.familyName.slice(0, 1)}.`,
    bornInYear: TODAY.getUTCFullYear() - chance.between(1, 16),
    school: chance.happens(0.5) ? chance.pick(SCHOOLS) : null,
    livesWith: 'true',
  });
}

function makeAdvocate(subject: Subject): RelationshipRow {
  const { chance } = subject;
  return relationship(subject, 'ADVOCATE', {
    name: `${chance.pick(everyName)} ${chance.pick(FAMILY_NAMES)}`,
    organisation: chance.pick(ADVOCACY_SERVICES),
    phone: phone(chance),
  });
}

/** The person one may sign in as is the attorney of somebody, and may read that record too. */
function makeAttorney(subject: Subject, attorney: PersonRow): RelationshipRow {
  return relationship(subject, 'ATTORNEY', {
    asWhat: 'neighbour of forty years',
    otherPersonId: attorney.id,
    name: `${attorney.givenName} ${attorney.familyName}`,
    authority: 'LPA_HEALTH_AND_WELFARE',
    authorityReference: '7000-0000-0000 (demo)',
    authoritySeen: 'true',
  });
}

function opening(chance: Chance, { personId, otherPersonId }: RelationshipRow): ReachRow {
  const fromAt = new Date(TODAY.getTime() - 30 * DAY_MS);
  return {
    id: chance.uuidAt(fromAt),
    personId,
    holderId: otherPersonId ?? '',
    why: 'REPRESENTATIVE',
    reason: 'They agreed, and the registered power was seen.',
    fromAt,
    untilAt: new Date(fromAt.getTime() + 365 * DAY_MS),
  };
}

/** From the range that is kept for stories. */
function phone(chance: Chance): string {
  return `01632 960${String(chance.between(0, 999)).padStart(3, '0')}`;
}

const NOBODY: CircleRows = {
  relationships: [],
  caringRoles: [],
  sharingAgreements: [],
  objections: [],
  capacityDecisions: [],
  advocacyDecisions: [],
  involvementWishes: [],
  reaches: [],
};
