import { randomUUID } from 'node:crypto';
import { EventFeed } from '@connected-lives/kit/event-feed';
import { createLogger } from '@connected-lives/kit/log';
import { createPool } from '@connected-lives/kit/pool';
import { cloneDatabase, type TestDatabase } from '@connected-lives/scripts/jest/test-databases';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

const WAIT_MS = 25_000;

let database: TestDatabase;
let pool: pg.Pool;
let feed: EventFeed;
beforeAll(async () => {
  // No service runs on it, so nothing else is ever told.
  database = await cloneDatabase('people');
  pool = createPool(database.superUrl, 'slow answers');
  feed = new EventFeed(pool, createLogger('test', 'silent'));
  await feed.start();
});
afterAll(async () => {
  await feed.stop();
  await pool.end();
  await database.drop();
});

/**
 * Asks on a connection by which the answers of the database come only when they are let go.
 * `answered` resolves when the database has given them all.
 */
function slowly<T>(pool: pg.Pool, ask: () => Promise<T>) {
  const { promise: letGo, resolve } = Promise.withResolvers<void>();
  const { promise: answered, resolve: tell } = Promise.withResolvers<void>();
  const connect = pool.connect.bind(pool);
  pool.connect = (async () => {
    const client = await connect();
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = (async (...args: unknown[]) => {
      const answer = await query(...args);
      if (args[0] === 'commit') {
        tell();
      }
      await letGo;
      return answer;
    }) as typeof client.query;
    return client;
  }) as typeof pool.connect;
  // The first thing that it does is to take the connection.
  const answer = ask();
  pool.connect = connect;
  return { answer, answered, letGo: resolve };
}

describe('a page of the event feed that is slow on its way', () => {
  it('has what all others were told meanwhile, at once', async () => {
    const teamId = randomUUID();
    const after = await feed.headCursor();
    const told = feed.followTeam(teamId, null).next();
    const startedAt = performance.now();

    const page = slowly(pool, () => feed.page(after, 10, WAIT_MS, new AbortController().signal));
    await page.answered;
    await pool.query(
      `insert into event (kind, subject_id, team_id, version, payload)
       values ('tested', gen_random_uuid(), $1, 1, '{}')`,
      [teamId],
    );
    feed.wakeSoon();
    expect((await told).value).toMatchObject({ teamId });
    page.letGo();

    expect(await page.answer).toMatchObject([{ kind: 'tested', teamId, version: 1 }]);
    expect(performance.now() - startedAt).toBeLessThan(WAIT_MS - 5_000);
  });
});
