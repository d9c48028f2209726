import type { Actor } from '@connected-lives/kit/actor';
import { Refusal } from '@connected-lives/kit/refusal';
import type { Transaction } from '@connected-lives/kit/transaction';
import { sql } from 'kysely';
import { londonDay } from '@connected-lives/kit/london-day';
import type { Warning } from '../people/person-recorded.type.ts';
import type { PeopleTables } from '../tables.ts';
import { HeldRole } from './held-role.ts';
import { keepLeadingRoles } from './keep-leading-roles.ts';
import type { PractitionerDetailsInput } from './practitioner-details.input.ts';
import type { Practitioner } from './practitioner.entity.ts';
import { warningsAbout } from './registration.ts';
import { requirePractitioner } from './require-manager.ts';

/** Writes down what was given of a practitioner's post and answers what looks wrong about it. */
export async function keepDetails(
  tx: Transaction<PeopleTables>,
  practitioner: Practitioner,
  details: Omit<PractitionerDetailsInput, 'idempotencyKey'>,
  { actor, now }: { readonly actor: Actor; readonly now: Date },
): Promise<Warning[]> {
  if (details.heldRoles !== undefined) {
    await keepLeadingRoles(tx, actor, practitioner, details.heldRoles ?? []);
    // The version has moved on when they changed.
    await tx.em.refresh(practitioner);
  }
  const { lineManagerId } = details;
  if (lineManagerId !== undefined && lineManagerId !== null) {
    await requireNoCircle(tx, practitioner.id, lineManagerId);
  }
  practitioner.describe(details, londonDay(now));
  await tx.em.flush();
  if (details.heldRoles?.includes(HeldRole.TEAM_MANAGER) === true) {
    await sql`select manage_team(${practitioner.id})`.execute(tx.db);
  }
  return warningsAbout(practitioner);
}

/** Managers above see a caseload, so that nobody may stand above themself. */
async function requireNoCircle(
  tx: Transaction<PeopleTables>,
  id: string,
  lineManagerId: string,
): Promise<void> {
  let above: string | null = lineManagerId;
  for (let steps = 0; above !== null && steps < STEPS_MAX; steps += 1) {
    if (above === id) {
      throw new Refusal('OWN_MANAGER', 'Nobody is their own manager, nor their manager’s.');
    }
    await requirePractitioner(tx, above);
    const row: { lineManagerId: string | null } = await tx.db
      .selectFrom('practitioner')
      .select('lineManagerId')
      .where('id', '=', above)
      .executeTakeFirstOrThrow();
    above = row.lineManagerId;
  }
}
const STEPS_MAX = 10;
