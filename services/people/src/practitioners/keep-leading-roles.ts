import type { Actor } from '@connected-lives/kit/actor';
import { Refusal } from '@connected-lives/kit/refusal';
import type { Transaction } from '@connected-lives/kit/transaction';
import { sql } from 'kysely';
import type { PeopleTables } from '../tables.ts';
import { requireLead } from '../teams/require-lead.ts';
import { type HeldRole, LEADING_ROLES } from './held-role.ts';
import type { PractitionerDetailsInput } from './practitioner-details.input.ts';
import type { Practitioner } from './practitioner.entity.ts';

type Writing = Pick<Transaction<PeopleTables>, 'db'>;
type Appointed = Pick<Practitioner, 'id' | 'heldRoles'>;

const WHO_LEADS = 'who leads the council';

/**
 * Gives and takes the roles that lead the council; the other ones stay for the caller to write. Only
 * those who lead do, and nobody gives one to themself: refused with NOT_YOURS. Otherwise a manager
 * would decide, through one of their staff, which teams there are. A trigger refuses the same to every
 * other path.
 */
export async function keepLeadingRoles(
  tx: Writing,
  actor: Actor,
  { id, heldRoles: before }: Appointed,
  heldRoles: readonly HeldRole[],
): Promise<void> {
  const leading = LEADING_ROLES.filter((role) => heldRoles.includes(role));
  const given = leading.filter((role) => !before.includes(role));
  if (given.length === 0 && leading.length === before.filter(isLeading).length) {
    return;
  }
  await requireLead(tx, WHO_LEADS);
  if (given.length > 0 && actor.practitionerId === id) {
    throw new Refusal('NOT_YOURS', 'That you hold this role, somebody else says.');
  }
  await sql`select give_leading_roles(${id}, ${leading}::text[])`.execute(tx.db);
}

/**
 * The same of somebody whom the viewer does not manage: who leads the council says it of anybody,
 * and nothing else of them.
 */
export async function appoint(
  tx: Writing,
  actor: Actor,
  practitioner: Appointed,
  { heldRoles, ...details }: Omit<PractitionerDetailsInput, 'idempotencyKey'>,
): Promise<void> {
  const others = (roles: readonly string[]): string =>
    roles
      .filter((role) => !isLeading(role))
      .toSorted()
      .join();
  if (
    heldRoles === undefined ||
    Object.values(details).some((detail) => detail !== undefined) ||
    others(heldRoles ?? []) !== others(practitioner.heldRoles)
  ) {
    throw new Refusal('NOT_YOURS', 'Write down your own, or ask a manager of the team to.');
  }
  await requireLead(tx, WHO_LEADS);
  await keepLeadingRoles(tx, actor, practitioner, heldRoles ?? []);
}

function isLeading(role: string): boolean {
  return new Set<string>(LEADING_ROLES).has(role);
}
