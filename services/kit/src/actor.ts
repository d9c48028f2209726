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
export type Role = (typeof ROLES)[number];

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
}

/** How one of our own processes presents itself when it follows another service's events. */
export function serviceActor(id: string, name: string): Actor {
  return { id, role: 'service', name, teamIds: [], practitionerId: null, personId: null };
}
