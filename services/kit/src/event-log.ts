import { type Kysely, sql } from 'kysely';
import { Refusal } from './refusal.ts';

/** One thing that happened, as every follower of a service hears of it. Ids and versions only. */
export interface CouncilEvent {
  /** Where a follower stands after this event. Opaque; give it back as `after`. */
  readonly cursor: string;
  readonly kind: string;
  readonly at: Date;
  /** The record that changed. */
  readonly subjectId: string;
  readonly personId: string | null;
  readonly teamId: string | null;
  /** The record's version after the change: of two events about one record, the higher is newer. */
  readonly version: number;
  readonly payload: Readonly<Record<string, unknown>>;
}

export type NewEvent = Omit<CouncilEvent, 'cursor' | 'at'>;

/** Leaves an event in the same transaction as the change. Never narrative: a queue is no record. */
export async function recordEvent<DB>(db: Kysely<DB>, event: NewEvent): Promise<void> {
  const { kind, subjectId, personId, teamId, version, payload } = event;
  await sql`insert into event (kind, subject_id, person_id, team_id, version, payload)
    values (${kind}, ${subjectId}, ${personId}, ${teamId}, ${version}, ${JSON.stringify(payload)})`.execute(
    db,
  );
}

/** `xid.id`: the order of transactions, then of events in one. */
export interface Position {
  readonly xid: bigint;
  readonly id: bigint;
}

export function cursorOf({ xid, id }: Position | Pick<EventRow, 'xid' | 'id'>): string {
  return `${xid}.${id}`;
}

/** Null for a cursor that none of our services ever gave. */
export function positionOf(cursor: string): Position | null {
  const match = /^(\d{1,19})\.(-1|\d{1,19})$/.exec(cursor);
  return match === null ? null : { xid: BigInt(match[1] ?? 0), id: BigInt(match[2] ?? 0) };
}

/** Refuses a text that is not a cursor of ours (BAD_CURSOR). */
export function requirePosition(cursor: string): Position {
  const position = positionOf(cursor);
  if (position === null) {
    throw new Refusal('BAD_CURSOR', 'This cursor is not one of ours. Subscribe without it.');
  }
  return position;
}

export function isAfter(a: Position, b: Position): boolean {
  return a.xid > b.xid || (a.xid === b.xid && a.id > b.id);
}

export interface EventRow {
  readonly xid: string;
  readonly id: string;
  readonly at: Date;
  readonly kind: string;
  readonly subject_id: string;
  readonly person_id: string | null;
  readonly team_id: string | null;
  readonly version: number;
  readonly payload: Record<string, unknown>;
  readonly settled: boolean;
}

export function eventOf(row: EventRow): CouncilEvent {
  return {
    cursor: cursorOf(row),
    kind: row.kind,
    at: row.at,
    subjectId: row.subject_id,
    personId: row.person_id,
    teamId: row.team_id,
    version: row.version,
    payload: row.payload,
  };
}

/**
 * How far a page may go. An event is settled when no older transaction can still add one before it.
 *
 * - `committed`: all that is committed, each with whether it is below every running transaction of
 *   the whole cluster. That is nearly free, and a long transaction in any of its databases holds it
 *   back. What is not settled may be learned from, and no cursor may move by it.
 * - `exact`: below every running transaction of this database. Asks for the locks of the running
 *   ones, so it is for when something is committed and does not count as settled.
 */
export type Horizon = 'committed' | 'exact';

const REACH: Readonly<Record<Horizon, { readonly settled: string; readonly upTo: string }>> = {
  committed: { settled: 'xid < pg_snapshot_xmin(pg_current_snapshot())', upTo: '' },
  exact: { settled: 'true', upTo: 'and xid < event_horizon()' },
};

/** The next page after a position, in the order of transactions and then of events in one. */
export function nextEvents(horizon: Horizon): string {
  const { settled, upTo } = REACH[horizon];
  return `
    select xid::text, id::text, at, kind, subject_id, person_id, team_id, version, payload,
      ${settled} as settled
    from event
    where (xid, id) > ($1::text::xid8, $2::bigint) ${upTo}
      and ($4::uuid is null or team_id = $4::uuid)
    order by event.xid, event.id
    limit $3`;
}

/** Where a follower begins who has just seen everything that is settled. */
export const HEAD = `select event_horizon()::text as xid, '-1' as id`;
