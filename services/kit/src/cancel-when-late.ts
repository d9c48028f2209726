import type { MikroORM } from '@mikro-orm/postgresql';
import type pg from 'pg';
import { sqlState } from './fault.ts';
import type { Logger } from './log.ts';

/**
 * A statement that is a whole business step commits by itself, so one that waits for a lock is
 * cancelled when nobody waits for it any more: `signal` is aborted then. It costs nothing until that
 * happens.
 *
 * The connection must not serve anybody else before `over` has resolved: their statement would be
 * cancelled. It is cancelled from the ORM's pool, for all connections of this one may be waiting.
 */
export function cancelWhenLate(
  { orm, log }: { readonly orm: MikroORM; readonly log: Logger },
  client: pg.PoolClient,
  signal: AbortSignal | undefined,
): { over(): Promise<void> } {
  let cancelling: Promise<unknown> | undefined;
  const cancel = (): void => {
    const { processID } = client as unknown as { readonly processID: number };
    cancelling = orm.em
      .getConnection()
      .execute('select pg_cancel_backend(?)', [processID])
      .catch((fault: unknown) => log.warn({ code: sqlState(fault) }, 'statement not cancelled'));
  };
  signal?.addEventListener('abort', cancel);
  return {
    async over() {
      signal?.removeEventListener('abort', cancel);
      await cancelling;
    },
  };
}
