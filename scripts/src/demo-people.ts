import { createHash } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';

/** The last part of everybody's name, so that no list, log or board can be taken for a real one. */
const SYNTHETIC = '(demo)';

/** 1 April 2025 in the 48 bits of milliseconds that a UUID of version 7 begins with. */
const MADE_AT = Date.UTC(2025, 3, 1).toString(16).padStart(12, '0');

/**
 * A UUID of version 7 that is the same on every machine: its random bits are a digest of the words.
 * The seeded council and the demo people's tokens meet in these.
 */
export function demoUuid(...words: readonly (string | number)[]): string {
  const digest = createHash('sha256')
    .update(`connected-lives ${words.join(' ')}`)
    .digest('hex');
  const variant = ((Number.parseInt(digest.charAt(3), 16) & 0x3) | 0x8).toString(16);
  return [
    MADE_AT.slice(0, 8),
    MADE_AT.slice(8),
    `7${digest.slice(0, 3)}`,
    `${variant}${digest.slice(4, 7)}`,
    digest.slice(7, 19),
  ].join('-');
}

/** A team of the demo council. */
export interface DemoTeam {
  readonly id: string;
  readonly name: string;
  readonly kind:
    | 'OLDER_PEOPLE'
    | 'ADULT_DISABILITY'
    | 'GATEWAY'
    | 'HOSPITAL_DISCHARGE'
    | 'PRACTICE_DEVELOPMENT';
}

/** The teams that demo people belong to. The seeded council may have more. */
export const DEMO_TEAMS = {
  stevenageOlderPeople: team('OLDER_PEOPLE', 'Stevenage and North Herts Older People'),
  watfordDisability: team('ADULT_DISABILITY', 'Watford and Three Rivers Adult Disability'),
  gateway: team('GATEWAY', 'Gateway'),
  hospitalDischarge: team('HOSPITAL_DISCHARGE', 'Hospital Discharge'),
  practiceDevelopment: team('PRACTICE_DEVELOPMENT', 'Practice Development'),
} as const satisfies Record<string, DemoTeam>;

function team(kind: DemoTeam['kind'], name: string): DemoTeam {
  return { id: demoUuid('team', name), name, kind };
}

export const DEMO_NAMES = [
  'practitioner',
  'practitioner-2',
  'manager',
  'duty',
  'discharge',
  'commissioner',
  'finance',
  'analyst',
  'development',
  'privacy',
  'citizen',
] as const;
/** What one signs in as: a role, and a second practitioner who is in another team. */
export type DemoName = (typeof DEMO_NAMES)[number];

/** Somebody to sign in as. All of them are made up. */
export interface DemoPerson {
  readonly name: DemoName;
  /** Who that is, in words for a list to choose from. */
  readonly label: string;
  readonly actor: Actor;
  /** What they trained as, for those who work with people; null for everybody else. */
  readonly profession: 'SOCIAL_WORKER' | 'TEAM_MANAGER' | 'PRINCIPAL_SOCIAL_WORKER' | null;
}

export function demoPeople(): readonly DemoPerson[] {
  const { stevenageOlderPeople, watfordDisability, gateway } = DEMO_TEAMS;
  const { hospitalDischarge, practiceDevelopment } = DEMO_TEAMS;
  return [
    practitioner('practitioner', 'Rowan Ashby', stevenageOlderPeople, 'Social worker'),
    practitioner('practitioner-2', 'Jamila Carrow', watfordDisability, 'Social worker'),
    practitioner('manager', 'Morgan Tewin', stevenageOlderPeople, 'Manager', 'TEAM_MANAGER'),
    practitioner('duty', 'Imran Welbury', gateway, 'Duty worker at the front door'),
    practitioner('discharge', 'Niamh Ardley', hospitalDischarge, 'Social worker'),
    officer('commissioner', 'Kit Barley', 'Commissioner: reports, and nobody’s record'),
    officer('finance', 'Sorrel Pirton', 'Finance officer: budgets and payments'),
    officer('analyst', 'Teo Lilley', 'Analyst: reports, and nobody’s record'),
    practitioner(
      'development',
      'Bea Offley',
      practiceDevelopment,
      'Principal social worker',
      'PRINCIPAL_SOCIAL_WORKER',
    ),
    officer('privacy', 'Wren Codicote', 'Privacy officer: who looked at whose record'),
    citizen('Marigold Hexton', stevenageOlderPeople),
  ];
}

export function findDemoPerson(name: string): DemoPerson | null {
  return demoPeople().find((person) => person.name === name) ?? null;
}

/** Someone who works with people, in a team, and is known to the people service as a practitioner. */
function practitioner(
  name: DemoName,
  fullName: string,
  { id: teamId, name: teamName }: DemoTeam,
  post: string,
  profession: DemoPerson['profession'] = 'SOCIAL_WORKER',
): DemoPerson {
  const id = demoUuid('practitioner', name);
  const role = name === 'practitioner-2' ? 'practitioner' : name;
  const actor = { id, role, name: fullName, teamIds: [teamId], practitionerId: id, personId: null };
  return person(name, `${post}, ${teamName}`, actor, profession);
}

/** Someone who works for the council and not with people: no team, so nobody's record. */
function officer(
  name: Exclude<DemoName, 'practitioner-2'>,
  fullName: string,
  label: string,
): DemoPerson {
  return person(name, label, {
    id: demoUuid('officer', name),
    role: name,
    name: fullName,
    teamIds: [],
    practitionerId: null,
    personId: null,
  });
}

/** Someone whom a team works with, and who sees their own record. */
function citizen(fullName: string, { name: teamName }: DemoTeam): DemoPerson {
  const id = demoUuid('person', 'citizen');
  return person('citizen', `Person known to ${teamName}: their own record`, {
    id,
    role: 'citizen',
    name: fullName,
    teamIds: [],
    practitionerId: null,
    personId: id,
  });
}

function person(
  name: DemoName,
  label: string,
  actor: Actor,
  profession: DemoPerson['profession'] = null,
): DemoPerson {
  return { name, label, actor: { ...actor, name: `${actor.name} ${SYNTHETIC}` }, profession };
}
