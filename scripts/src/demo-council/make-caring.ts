import { DAY_MS, dayOf } from './calendar.ts';
import type { Chance } from './chance.ts';
import type { CaringRoleRow, RelationshipRow } from './circle-rows.ts';
import { relationship, type Subject } from './one-relationship.ts';
import { CARING, CONTINGENCIES } from './words/circle.ts';

/** How many of a team's people care for another of them, and how many for somebody else. */
const CARES_FOR_ANOTHER = 0.06;
const CARES_FOR_SOMEBODY = 0.04;

/** Carers, and each in the circle of the person they care for. */
export function makeCaring(
  chance: Chance,
  subjects: readonly Subject[],
): { caringRoles: CaringRoleRow[]; carers: RelationshipRow[] } {
  const caringRoles: CaringRoleRow[] = [];
  const carers: RelationshipRow[] = [];
  subjects.forEach((carer, number) => {
    const caredFor = subjects[number + 1];
    if (caredFor !== undefined && (number === 0 || chance.happens(CARES_FOR_ANOTHER))) {
      const link = relationship(caredFor, 'UNPAID_CARER', {
        otherPersonId: carer.person.id,
        name: `${carer.person.givenName} ${carer.person.familyName}`,
        fromOn: null,
      });
      carers.push(link);
      caringRoles.push(
        makeRole(carer, { caredForId: caredFor.person.id, relationshipId: link.id }),
      );
    } else if (chance.happens(CARES_FOR_SOMEBODY)) {
      caringRoles.push(makeRole(carer, { caredForName: 'My mother' }));
    }
  });
  return { caringRoles, carers };
}

function makeRole(
  { chance, person, worker }: Subject,
  whom: Partial<Pick<CaringRoleRow, 'caredForId' | 'caredForName' | 'relationshipId'>>,
): CaringRoleRow {
  const { wellbeing, work, money } = chance.pick(CARING);
  const fromOn = dayOf(new Date(person.createdAt.getTime() - chance.between(30, 4_000) * DAY_MS));
  return {
    id: chance.uuidAt(person.createdAt),
    personId: person.id,
    teamId: person.teamId,
    caredForId: null,
    caredForName: null,
    relationshipId: null,
    ...whom,
    hoursPerWeek: chance.between(4, 90),
    able: chance.pick(['YES', 'FOR_NOW', 'WITH_SUPPORT']),
    willing: chance.pick(['YES', 'YES', 'FOR_NOW', 'WITH_SUPPORT', 'NO']),
    effectOnWellbeing: wellbeing,
    effectOnWork: work,
    effectOnMoney: money,
    contingencyPlan: chance.happens(0.6) ? chance.pick(CONTINGENCIES) : null,
    fromOn,
    recordedBy: worker.id,
    recordedAt: person.createdAt,
  };
}
