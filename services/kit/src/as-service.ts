import type pg from 'pg';
import type { Actor } from './actor.ts';
import { recordEvent } from './event-log.ts';
import { Session } from './session.ts';
import type { Transaction } from './transaction.ts';
import { setViewer } from './viewer.ts';

/** What the service itself may use when it works without a request. */
export type ServiceTransaction<DB> = Pick<Transaction<DB>, 'db' | 'record'>;

/** Works in one transaction that the service signs. When the work rejects, nothing of it is kept. */
export async function asService<DB, T>(
  pool: pg.Pool,
  actor: Actor,
  work: (tx: ServiceTransaction<DB>) => Promise<T>,
): Promise<T> {
  const session = new Session<DB>({ pool, begin: `begin; ${setViewer(actor)}` });
  const { db } = session;
  try {
    const result = await work({ db, record: (event) => recordEvent(db, event) });
    await session.close('commit');
    return result;
  } catch (error) {
    await session.close('rollback').catch(() => undefined);
    throw error;
  }
}
