import type { Actor } from '@connected-lives/kit/actor';
import { notFound, Refusal } from '@connected-lives/kit/refusal';
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

/** More than there are managers above anybody. */
const STEPS_MAX = 10;

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
  { db }: Pick<Transaction<PeopleTables>, 'db'>,
  id: string,
  lineManagerId: string,
): Promise<void> {
  const { rows } = await sql<{ isKnown: boolean; isCircle: boolean | null }>`
    with recursive above (id, line_manager_id, steps) as (
      select id, line_manager_id, 1 from practitioner where id = ${lineManagerId}::uuid
      union all
      select practitioner.id, practitioner.line_manager_id, steps + 1
        from above join practitioner on practitioner.id = above.line_manager_id
       where steps < ${STEPS_MAX})
    select count(*) > 0 as is_known, bool_or(id = ${id}::uuid) as is_circle from above`.execute(db);
  if (rows[0]?.isKnown !== true) {
    throw notFound('practitioner');
  }
  if (rows[0].isCircle !== false) {
    throw new Refusal('OWN_MANAGER', 'Nobody is their own manager, nor their manager’s.');
  }
}
