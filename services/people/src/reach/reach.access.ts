import { PRACTISING_ROLES } from '@connected-lives/kit/actor';
import { isService, notClosed, staffReaches } from '@connected-lives/kit/reach';

/**
 * Who may reach a row about a person: the staff of the team the person is with, whoever the person
 * is open to besides (an allocated worker of another team, duty while a contact is open, the
 * discharge team while they are in hospital, a representative, an urgent opening), and the person
 * themself. Never staff to whom the person is closed.
 */
export const ownRecord = `person_id = (select viewer_person_id())`;
export const recordRead = `${ownRecord} or ${staffReaches()}`;

/** Staff who work with people. Nobody approves what they write. */
const isPractising = `(select viewer_role()) in (${PRACTISING_ROLES.map((role) => `'${role}'`).join(', ')})`;
export const staffWrite = `${isPractising} and ${staffReaches()}`;

/** The same for the table of people, whose own id is the person's. */
export const personReach = staffReaches('id');
export const personWrite = `${isPractising} and ${personReach}`;
/** A person may be handed to a team that the one who hands them over is not in. */
export const practising = isPractising;

/** Of the table of people: the person themself and staff who work with them, not who only pays. */
export const wholeRecord = `id = (select viewer_person_id()) or ${personReach}`;

/**
 * Staff who reach a person as more than an emergency. Only they say who else does, or with which
 * team the person is: an urgent opening ends after an hour whatever is done in it.
 */
export const standingReach =
  `(team_id = any ((select viewer_team_ids())::uuid[]) ` +
  `or id = any ((select viewer_standing_reach())::uuid[])) and ${notClosed('id')}`;

/** What a table about people may be changed by, besides the staff who reach the person. */
export interface OwnWrites {
  /** Whether the person themself writes in it too. */
  readonly own?: boolean;
}

/** The policies of a table with `person_id` and `team_id`, for its entity. */
export function policiesAboutPerson(table: string, { own = false }: OwnWrites = {}) {
  // Under the team that the person is with: no row is given another one, to be read there.
  const withTheirTeam =
    `exists (select from person ` +
    `where person.id = ${table}.person_id and person.team_id = ${table}.team_id)`;
  return [
    { name: `${table}_read`, command: 'select' as const, using: recordRead },
    {
      name: `${table}_staff`,
      command: 'all' as const,
      using: staffWrite,
      check: `${staffWrite} and ${withTheirTeam}`,
    },
    ...(own
      ? [{ name: `${table}_own`, command: 'all' as const, using: ownRecord, check: ownRecord }]
      : []),
    { name: `${table}_service`, command: 'all' as const, using: isService, check: isService },
    {
      name: `${table}_follows`,
      command: 'all' as const,
      roles: ['people_owner'],
      using: 'true',
      check: 'true',
    },
  ];
}
