import { DISTRICTS } from '@connected-lives/kit/district';
import { DEMO_TEAMS, demoUuid } from '../demo-people.ts';
import { DAY_MS, dayOf, FIRST_DAY } from './calendar.ts';
import type { Chance } from './chance.ts';
import { makeVacancies } from './make-vacancies.ts';
import { mayWorkWithPeople } from './make-staff.ts';
import type { ConversationRow, PersonRow } from './rows.ts';
import type { TeamPlan } from './tiers.ts';
import type {
  AllocationRow,
  EmployedRow,
  PractitionerRow,
  WorkforceRows,
} from './workforce-rows.ts';

interface Known {
  readonly practitioners: readonly PractitionerRow[];
  readonly people: readonly PersonRow[];
  readonly conversations: readonly ConversationRow[];
}

/** Most people have somebody they know; the others are in the team's list of those without. */
const HAS_A_WORKER = 0.92;

/** A team's staff with their posts, and who works with whom. */
export function makeWorkforce(chance: Chance, plan: TeamPlan, known: Known): WorkforceRows {
  const { team, home } = plan;
  const managerId = managerOf(known.practitioners);
  return {
    staffedTeams: [
      {
        id: team.id,
        name: team.name,
        kind: team.kind,
        districts: home.length === DISTRICTS.length ? [] : home,
        managerId,
      },
    ],
    employed: known.practitioners.map((practitioner, number) =>
      employ(chance, practitioner, { managerId, isFirst: number === 0 }),
    ),
    allocations: allocate(chance, known),
    ...makeVacancies(plan, managerId),
  };
}

/** Whoever trained as a manager, or the last of those who were planned. */
function managerOf(practitioners: readonly PractitionerRow[]): string | null {
  const trained = practitioners.find(({ profession }) => profession === 'TEAM_MANAGER');
  return (trained ?? practitioners.at(-1))?.id ?? null;
}

const ROLE_TITLES: Readonly<Record<string, string>> = {
  SOCIAL_WORKER: 'Social worker',
  OCCUPATIONAL_THERAPIST: 'Occupational therapist',
  NURSE: 'Nurse',
  COMMUNITY_CARE_OFFICER: 'Community care officer',
  TEAM_MANAGER: 'Team manager',
  PRINCIPAL_SOCIAL_WORKER: 'Principal social worker',
};
const PRINCIPAL = demoUuid('practitioner', 'development');
const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'];
/** 37 hours in five days. */
const DAY_MINUTES = 444;

function employ(
  chance: Chance,
  practitioner: PractitionerRow,
  { managerId, isFirst }: { managerId: string | null; isFirst: boolean },
): EmployedRow {
  const { id, teamId, profession } = practitioner;
  const days = chance.weighted([
    [5, 7],
    [4, 2],
    [3, 1],
  ]);
  const manages = id === managerId;
  const above = manages ? PRINCIPAL : managerId;
  return {
    ...practitioner,
    roleTitle: ROLE_TITLES[profession] ?? profession,
    ...registrationOf(chance, profession),
    workingDays: days === DAYS.length ? DAYS : chance.shuffled(DAYS).slice(0, days),
    weeklyMinutes: days * DAY_MINUTES,
    lineManagerId: above === id ? null : above,
    heldRoles: heldRolesOf({ teamId, manages, isFirst }),
    startedOn: dayOf(new Date(FIRST_DAY.getTime() - chance.between(30, 4_000) * DAY_MS)),
  };
}

/** The principal social worker leads practice development; in a whole county a director too. */
function heldRolesOf(of: { teamId: string; manages: boolean; isFirst: boolean }): string[] {
  if (of.teamId === DEMO_TEAMS.practiceDevelopment.id) {
    return of.isFirst ? ['PRINCIPAL_SOCIAL_WORKER'] : of.manages ? ['DIRECTOR'] : [];
  }
  return of.manages ? ['TEAM_MANAGER'] : [];
}

const MONTHS = 'A B C D E F G H I J K L'.split(' ');

/** Numbers that look right and that no register gives: they begin with a nought, or end with a Z. */
function registrationOf(chance: Chance, profession: string) {
  const digits = (howMany: number): string =>
    String(chance.between(0, 10 ** howMany - 1)).padStart(howMany, '0');
  switch (profession) {
    case 'COMMUNITY_CARE_OFFICER':
      return { registrationBody: null, registrationNumber: null, registrationDueOn: null };
    case 'OCCUPATIONAL_THERAPIST':
      return {
        registrationBody: 'HCPC',
        registrationNumber: `OT0${digits(5)}`,
        registrationDueOn: '2027-10-31',
      };
    case 'NURSE':
      return {
        registrationBody: 'NMC',
        registrationNumber: `${digits(2)}${chance.pick(MONTHS)}${digits(4)}Z`,
        registrationDueOn: `${String(chance.between(2027, 2029))}-0${String(chance.between(1, 9))}-28`,
      };
    default:
      return {
        registrationBody: 'SOCIAL_WORK_ENGLAND',
        registrationNumber: `SW0${digits(6)}`,
        registrationDueOn: '2026-11-30',
      };
  }
}

/** With the practitioner of their latest conversation, or in turn with one of the team. */
function allocate(
  chance: Chance,
  { practitioners, people, conversations }: Known,
): AllocationRow[] {
  const workers = practitioners.filter(mayWorkWithPeople);
  const latest = new Map(
    conversations
      .toSorted((a, b) => a.openedAt.getTime() - b.openedAt.getTime())
      .map(({ personId, practitionerId }) => [personId, practitionerId] as const),
  );
  return people.flatMap((person, number) => {
    const next = workers[number % workers.length];
    // The first person of a team is the one with a history.
    if (next === undefined || (number > 0 && !chance.happens(HAS_A_WORKER))) {
      return [];
    }
    const practitionerId = latest.get(person.id) ?? next.id;
    const fromAt = new Date(person.createdAt.getTime() + chance.between(1, 20) * DAY_MS);
    return [
      {
        id: chance.uuidAt(fromAt),
        personId: person.id,
        teamId: person.teamId,
        practitionerId,
        weight: chance.weighted([
          [1, 3],
          [2, 5],
          [3, 4],
          [4, 2],
          [5, 1],
        ]),
        allocatedBy: practitionerId,
        fromAt,
      },
    ];
  });
}
