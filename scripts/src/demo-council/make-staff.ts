import { DEMO_TEAMS, demoPeople, demoUuid } from '../demo-people.ts';
import type { Chance } from './chance.ts';
import type { TeamPlan } from './tiers.ts';
import { FAMILY_NAMES, FIRST_NAMES } from './words/names.ts';
import type { PractitionerRow } from './workforce-rows.ts';

/** A team's practitioners: the demo people who belong to it, and others up to the number planned. */
export function makeStaff(chance: Chance, { team, practitioners }: TeamPlan): PractitionerRow[] {
  const staff: PractitionerRow[] = demoPeople()
    .filter(({ actor }) => actor.practitionerId !== null && actor.teamIds.includes(team.id))
    .map(({ actor, profession }) => ({
      id: actor.id,
      teamId: team.id,
      name: actor.name,
      profession: profession ?? 'SOCIAL_WORKER',
    }));
  for (let number = staff.length; number < practitioners; number += 1) {
    staff.push({
      id: demoUuid('practitioner', team.name, number),
      teamId: team.id,
      name: `${chance.pick(workingAgeNames)} ${chance.pick(FAMILY_NAMES)} (demo)`,
      profession: professionOf(chance, team.id, number),
    });
  }
  return staff;
}

/** Whoever may be asked to work with someone: not the lead of a team, who supports the others. */
export function mayWorkWithPeople({ profession }: PractitionerRow): boolean {
  return profession !== 'TEAM_MANAGER' && profession !== 'PRINCIPAL_SOCIAL_WORKER';
}

const workingAgeNames = FIRST_NAMES.filter(({ bornFrom }) => bornFrom >= 1965).flatMap(
  ({ names }) => names,
);

function professionOf(chance: Chance, teamId: string, number: number): string {
  if (number === 0) {
    return teamId === DEMO_TEAMS.practiceDevelopment.id
      ? 'PRINCIPAL_SOCIAL_WORKER'
      : 'TEAM_MANAGER';
  }
  return chance.weighted([
    ['SOCIAL_WORKER', 6],
    ['OCCUPATIONAL_THERAPIST', 2],
    ['COMMUNITY_CARE_OFFICER', 2],
    ['NURSE', 1],
  ]);
}
