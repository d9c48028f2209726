import type { Purpose } from './look-purpose.ts';

/** What someone is to the council. `service` is one process speaking to another. */
export const ROLES = [
  'practitioner',
  'manager',
  'duty',
  'discharge',
  'commissioner',
  'finance',
  'analyst',
  'development',
  'privacy',
  'citizen',
  'service',
] as const;
/** What an access token may claim, and `public`: whoever came without one. */
export type Role = (typeof ROLES)[number] | 'public';

/** Staff who work with people by name. For all other roles a person is a figure. */
export const PRACTISING_ROLES: readonly Role[] = ['practitioner', 'manager', 'duty', 'discharge'];

/**
 * The person, or service, on whose behalf a request runs. Never null: a request with nobody behind
 * it is refused. Row-level security compares these values and nothing else.
 */
export interface Actor {
  /** The subject of the access token: for staff the practitioner's id, for a citizen their own. */
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  /** The teams whose people this member of staff works with. Empty for everybody else. */
  readonly teamIds: readonly string[];
  readonly practitionerId: string | null;
  /** The person whose own record this is, when the person themself is asking. */
  readonly personId: string | null;
  /** The program through which they came, from the access token. For the access log alone. */
  readonly clientId?: string;
  /** What the request says of itself. For the access log alone: no rule asks it. */
  readonly visit?: Visit;
}

/** Why and from where somebody came this time. */
export interface Visit {
  /** Undefined for what their role looks for as a rule. */
  readonly purpose?: Purpose | undefined;
  /** The network they came from, never the machine. */
  readonly origin?: string | undefined;
}

/** How one of our own processes presents itself when it follows another service's events. */
export function serviceActor(id: string, name: string): Actor {
  return { id, role: 'service', name, teamIds: [], practitionerId: null, personId: null };
}
