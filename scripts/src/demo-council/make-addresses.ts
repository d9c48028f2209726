import { outwardCodesOf } from '@connected-lives/people/addresses/district-of-postcode';
import { DAY_MS, FIRST_DAY, dayOf } from './calendar.ts';
import type { Chance } from './chance.ts';
import type { AddressRow, ProtectedAddressRow, RecordRows } from './record-rows.ts';
import type { PersonRow } from './rows.ts';
import type { PlannedTeam } from './tiers.ts';
import { STREETS } from './words/about-me.ts';
import { TOWNS } from './words/places.ts';
import type { PractitionerRow } from './workforce-rows.ts';

type Addresses = Pick<RecordRows, 'addresses' | 'protectedAddresses' | 'addressViewers'>;

/** The one of these teams whose address nobody else may know, counted from nought. */
const PROTECTED = 3;
const WITH_SOMEBODY_PROTECTED: readonly PlannedTeam['kind'][] = [
  'OLDER_PEOPLE',
  'ADULT_DISABILITY',
];

/** Where a team's people live. One in some teams is somebody whom nobody else may find. */
export function makeAddresses(
  chance: Chance,
  { kind }: PlannedTeam,
  people: readonly PersonRow[],
  workers: readonly PractitionerRow[],
): Addresses {
  const isProtected = (number: number): boolean =>
    number === PROTECTED && WITH_SOMEBODY_PROTECTED.includes(kind);
  const made = people.map((person) => makeHomes(chance, person));
  const [named] = workers;
  const hidden = people.filter((_, number) => named !== undefined && isProtected(number));
  return {
    addresses: made.filter((_, number) => !isProtected(number)).flat(),
    protectedAddresses: made
      .filter((_, number) => isProtected(number))
      .flat()
      .map(keptApart),
    addressViewers: hidden.map((person) => ({
      id: chance.uuidAt(FIRST_DAY),
      personId: person.id,
      practitionerId: named?.id ?? '',
      reason: 'Somebody who hurt them has been asking where they live.',
      namedBy: named?.id ?? '',
      fromAt: FIRST_DAY,
      untilAt: null,
    })),
  };
}

/** Where they live, and for some where they lived before. A few have no address that we know. */
function makeHomes(chance: Chance, person: PersonRow): AddressRow[] {
  if (chance.happens(0.03)) {
    return [];
  }
  const since = chance.momentBetween(new Date('1995-01-01T12:00:00Z'), FIRST_DAY);
  const current = makeHome(chance, person, since, null);
  if (!chance.happens(0.1)) {
    return [current];
  }
  const until = new Date(since.getTime() - DAY_MS);
  return [
    current,
    makeHome(chance, person, chance.momentBetween(new Date('1980-01-01T12:00:00Z'), until), until),
  ];
}

function makeHome(chance: Chance, person: PersonRow, from: Date, until: Date | null): AddressRow {
  return {
    id: chance.uuidAt(person.createdAt),
    personId: person.id,
    teamId: person.teamId,
    kind: 'HOME',
    lines: [
      `${String(chance.between(1, 120))} ${chance.pick(STREETS)}`,
      chance.pick(TOWNS[person.district]),
    ],
    postcode: `${chance.pick(outwardCodesOf(person.district))} ${String(chance.between(0, 9))}${neverUsed(chance)}`,
    uprn: null,
    fromOn: dayOf(from),
    untilOn: until === null ? null : dayOf(until),
  };
}

/** No postcode ends in two of these letters, so this is one of nowhere. */
function neverUsed(chance: Chance): string {
  const letters = ['C', 'I', 'K', 'M', 'O', 'V'];
  return `${chance.pick(letters)}${chance.pick(letters)}`;
}

/** The same where no team is said of it. */
function keptApart(address: AddressRow): ProtectedAddressRow {
  const { id, personId, kind, lines, postcode, uprn, fromOn, untilOn } = address;
  return { id, personId, kind, lines, postcode, uprn, fromOn, untilOn };
}
