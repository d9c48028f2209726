import type { ClosureReason, ReachReason } from '@connected-lives/kit/reach';
import type { Transaction } from '@connected-lives/kit/transaction';
import { type Selectable, sql } from 'kysely';
import type { PeopleTables } from '../tables.ts';
import { closureChanged, reachChanged } from './reach.events.ts';
import type { ClosureRow, ReachRow } from './reach.table.ts';

type Writing = Pick<Transaction<PeopleTables>, 'db' | 'record'>;

/**
 * The beginning of this transaction, which is what policies compare with. To the millisecond below,
 * so that what opens now is open now.
 */
const NOW = sql<Date>`date_trunc('milliseconds', now())`;

export interface Opening {
  readonly personId: string;
  /** A practitioner, a team or another person. */
  readonly holderId: string;
  readonly why: ReachReason;
  readonly reason?: string;
  readonly untilAt?: Date | null;
  /** Instead of `untilAt`, from now. */
  readonly minutes?: number;
}

/** Opens a person to a holder from now on, here at once and in the other services by event. */
export async function openTo(
  { db, record }: Writing,
  { minutes, untilAt = null, reason, ...opening }: Opening,
): Promise<Selectable<ReachRow>> {
  const row = await db
    .insertInto('reach')
    .values({
      ...opening,
      reason: reason ?? null,
      fromAt: NOW,
      untilAt:
        minutes === undefined ? untilAt : sql<Date>`${NOW} + make_interval(mins => ${minutes})`,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await record(reachChanged(row));
  return withDates(row);
}

/** Ends what is open of a person for a reason: to one holder, or to all who hold it. */
export async function endOpenings(
  { db, record }: Writing,
  ended: Pick<Opening, 'personId' | 'why'> & { readonly holderId?: string },
): Promise<Selectable<ReachRow>[]> {
  let query = db
    .updateTable('reach')
    .set({ untilAt: NOW, version: sql`version + 1` })
    .where('personId', '=', ended.personId)
    .where('why', '=', ended.why)
    .where((row) => row.or([row('untilAt', 'is', null), row('untilAt', '>', NOW)]));
  if (ended.holderId !== undefined) {
    query = query.where('holderId', '=', ended.holderId);
  }
  const rows = await query.returningAll().execute();
  for (const row of rows) {
    await record(reachChanged(row));
  }
  return rows.map(withDates);
}

export interface Closing {
  readonly personId: string;
  /** Null closes the person to everybody who is not named. */
  readonly practitionerId: string | null;
  readonly why: ClosureReason;
  readonly reason: string;
}

/** Closes a person to one practitioner, or to everybody who is not named, from now on. */
export async function closeTo(
  { db, record }: Writing,
  closing: Closing,
): Promise<Selectable<ClosureRow>> {
  const row = await db
    .insertInto('closure')
    .values({ ...closing, fromAt: NOW, untilAt: null })
    .returningAll()
    .executeTakeFirstOrThrow();
  await record(closureChanged(row));
  return withDates(row);
}

/** Ends one closure: everybody is reached again by whom they were before. */
export async function endClosure(
  { db, record }: Writing,
  ended: Pick<Closing, 'personId' | 'why'> & { readonly practitionerId: string | null },
): Promise<Selectable<ClosureRow> | undefined> {
  const row = await db
    .updateTable('closure')
    .set({ untilAt: NOW, version: sql`version + 1` })
    .where('personId', '=', ended.personId)
    .where('why', '=', ended.why)
    .where('practitionerId', 'is not distinct from', ended.practitionerId)
    .where('untilAt', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) {
    return undefined;
  }
  await record(closureChanged(row));
  return withDates(row);
}

/** The connection of the ORM leaves an instant as the text PostgreSQL wrote; the graph shows dates. */
function withDates<Row extends { readonly fromAt: Date; readonly untilAt: Date | null }>(
  row: Row,
): Row {
  return {
    ...row,
    fromAt: new Date(row.fromAt),
    untilAt: row.untilAt === null ? null : new Date(row.untilAt),
  };
}
