import { notFound, Refusal } from '@connected-lives/kit/refusal';
import type { Transaction } from '@connected-lives/kit/transaction';
import { LockMode } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { PeopleTables } from '../tables.ts';
import { Allocation } from './allocation.entity.ts';
import { allocationChanged } from './allocation.events.ts';
import { requireStandingReach } from '../reach/require-standing-reach.ts';

type Writing = Transaction<PeopleTables>;

interface Beginning {
  readonly person: { readonly id: string; readonly teamId: string };
  readonly practitionerId: string;
  readonly weight: number;
  readonly reason: string | null;
  readonly allocatedBy: string;
  readonly now: Date;
}

/**
 * From now on the practitioner works with the person. A trigger opens the person to them when they
 * are of another team. Undefined when they do already. The caller has locked the practitioner.
 */
export async function beginWork(
  tx: Writing,
  { person, practitionerId, weight, reason, allocatedBy, now }: Beginning,
): Promise<Allocation | undefined> {
  await requireStandingReach(tx, person.id);
  await requireWorking(tx, practitionerId);
  if ((await currentWork(tx, person.id, practitionerId)) !== null) {
    return undefined;
  }
  const allocation = tx.em.create(Allocation, {
    personId: person.id,
    teamId: person.teamId,
    practitionerId,
    weight,
    reason,
    allocatedBy,
    fromAt: now,
    untilAt: null,
  });
  await tx.em.flush();
  await tx.record(allocationChanged(allocation));
  return allocation;
}

/** They no longer work together, and what the person was open to them for that ends. */
export async function endWork(tx: Writing, allocation: Allocation, now: Date): Promise<void> {
  allocation.end(now);
  await tx.em.flush();
  await tx.record(allocationChanged(allocation));
}

/** What the two do together now, locked. */
export function currentWork(
  { em }: Writing,
  personId: string,
  practitionerId: string,
): Promise<Allocation | null> {
  return em.findOne(
    Allocation,
    { personId, practitionerId, untilAt: null },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
}

/**
 * Two who change with whom somebody works take turns, so that nobody is allocated twice. Everybody
 * whom a use case is about is locked at once and in one order, and before it holds a person or a
 * team: so two who hand over to each other at the same moment never wait for each other.
 */
export async function lockPractitioners(
  { db }: Pick<Writing, 'db'>,
  ids: readonly string[],
): Promise<void> {
  for (const id of [...new Set(ids.map((each) => each.toLowerCase()))].toSorted()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`work of ${id}`}, 0))`.execute(db);
  }
}

async function requireWorking({ db }: Writing, id: string): Promise<void> {
  const practitioner = await db
    .selectFrom('practitioner')
    .select('leftOn')
    .where('id', '=', id)
    .executeTakeFirst();
  if (practitioner === undefined) {
    throw notFound('practitioner');
  }
  if (practitioner.leftOn !== null) {
    throw new Refusal('PRACTITIONER_LEAVES', 'They have left the council, or are about to.');
  }
}
