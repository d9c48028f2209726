import { DISTRICTS, District } from '@connected-lives/kit/district';
import { DEMO_TEAMS, findDemoPerson } from '../demo-people.ts';
import { DAY_MS, FIRST_DAY, TODAY, dayOf } from './calendar.ts';
import type { Chance } from './chance.ts';
import { withDuplicate } from './make-duplicate.ts';
import type { PersonRow } from './rows.ts';
import type { TeamPlan } from './tiers.ts';
import { FAMILY_NAMES, FIRST_NAMES, SHORT_NAMES } from './words/names.ts';
import { COMMUNICATION_NEEDS } from './words/places.ts';

/** What people have of the whole council's, not of their team's: numbers that nobody else has. */
export interface Numbers {
  readonly nhs: Iterator<string, never>;
  readonly reference: Iterator<string, never>;
}

/** References such as DEMO-000001. */
export function* councilReferences(): Generator<string, never> {
  for (let number = 1; ; number += 1) {
    yield `DEMO-${String(number).padStart(6, '0')}`;
  }
}

/** The people a team works with. The person that one may sign in as is the first of theirs. */
export function makePeople(chance: Chance, plan: TeamPlan, numbers: Numbers): PersonRow[] {
  const people = withDuplicate(
    Array.from({ length: plan.people }, () => makePerson(chance, plan, numbers)),
  );
  const [first] = people;
  return first !== undefined && plan.team.id === DEMO_TEAMS.stevenageOlderPeople.id
    ? [asDemoPerson(first), ...people.slice(1)]
    : people;
}

const AGES = {
  OLDER_PEOPLE: [65, 98],
  ADULT_DISABILITY: [18, 64],
  MENTAL_HEALTH: [18, 75],
  GATEWAY: [18, 94],
  HOSPITAL_DISCHARGE: [45, 96],
  PRACTICE_DEVELOPMENT: [18, 94],
} as const;

/** Most people of a team live in its own districts, some elsewhere, because people move. */
const LIVES_IN_HOME_DISTRICT = 0.85;

/** Everybody was known before the first conversation that is told of. */
const YEAR_BEFORE = new Date(FIRST_DAY.getTime() - 365 * DAY_MS);

function makePerson(
  chance: Chance,
  { team, home }: TeamPlan,
  { nhs, reference }: Numbers,
): PersonRow {
  const [youngest, oldest] = AGES[team.kind];
  const year = TODAY.getUTCFullYear() - 1 - chance.between(youngest, oldest);
  const born = new Date(Date.UTC(year, chance.between(0, 11), chance.between(1, 28)));
  const givenName = chance.pick(namesOf(year));
  const createdAt = chance.workingMomentAfter(YEAR_BEFORE, chance.between(0, 363), FIRST_DAY);
  return {
    id: chance.uuidAt(createdAt),
    teamId: team.id,
    councilReference: reference.next().value,
    givenName,
    familyName: chance.pick(FAMILY_NAMES),
    preferredName: chance.happens(0.5) ? (SHORT_NAMES[givenName] ?? null) : null,
    dateOfBirth: dayOf(born),
    nhsNumber: nhs.next().value,
    district: chance.pick(chance.happens(LIVES_IN_HOME_DISTRICT) ? home : DISTRICTS),
    communicationNeeds: chance.happens(0.18)
      ? chance.shuffled(COMMUNICATION_NEEDS).slice(0, chance.between(1, 2))
      : [],
    paidFor: 'false',
    createdAt,
  };
}

function namesOf(year: number): readonly string[] {
  const generation = FIRST_NAMES.findLast(({ bornFrom }) => bornFrom <= year);
  return generation?.names ?? [];
}

/** Somebody made at random, given the name and the id that the citizen signs in with. */
function asDemoPerson(person: PersonRow): PersonRow {
  const actor = findDemoPerson('citizen')?.actor;
  if (actor === undefined) {
    throw new Error('There is no demo person who is a citizen.');
  }
  const [givenName = '', familyName = ''] = actor.name.split(' ');
  return {
    ...person,
    id: actor.id,
    givenName,
    familyName,
    preferredName: null,
    district: District.STEVENAGE,
    communicationNeeds: ['Large print'],
  };
}
