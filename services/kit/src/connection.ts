import type { Writable } from 'node:stream';
import type pg from 'pg';

/** A connection for one session's transaction. */
export interface Opened {
  readonly client: pg.PoolClient;
  /** The session before left its transaction open: the new one begins with its rollback. */
  readonly leftOpen: boolean;
}

const LEFT_OPEN_MS = 2;

interface LeftOpen {
  readonly client: pg.PoolClient;
  readonly timer: NodeJS.Timeout;
}

const leftOpen = new WeakMap<pg.Pool, LeftOpen[]>();

/** A connection that a reader has just left, or one of the pool. */
export async function openConnection(pool: pg.Pool): Promise<Opened> {
  const left = leftOpen.get(pool)?.pop();
  if (left !== undefined) {
    clearTimeout(left.timer);
    return { client: left.client, leftOpen: true };
  }
  return { client: await pool.connect(), leftOpen: false };
}

/**
 * Ends a transaction that only read, in one packet with the beginning of the next one: under load
 * every packet that is not sent counts, for each wakes a server process up. When no reader follows
 * within two milliseconds, it is rolled back by itself.
 */
export function leaveOpen(pool: pg.Pool, client: pg.PoolClient): void {
  const others = leftOpen.get(pool) ?? [];
  leftOpen.set(pool, others);
  const left: LeftOpen = {
    client,
    timer: setTimeout(() => {
      others.splice(others.indexOf(left), 1);
      client.query('rollback').then(
        () => client.release(),
        // A connection in doubt is not handed to the next viewer.
        () => client.release(true),
      );
    }, LEFT_OPEN_MS),
  };
  others.push(left);
}

/** What is sent meanwhile leaves in one packet. */
export function inOneFlight<T>(client: pg.PoolClient, send: () => T): T {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  try {
    return send();
  } finally {
    stream.uncork();
  }
}
