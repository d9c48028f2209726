import { randomUUID } from 'node:crypto';
import { EventFeed } from '@connected-lives/kit/event-feed';
import { createLogger } from '@connected-lives/kit/log';
import { peopleService } from '@connected-lives/people/people.service';
import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { testService } from '../test-service.ts';

const people = testService(peopleService);
const WAIT_MS = 25_000;

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
    const pool = new pg.Pool({ connectionString: people.database.appUrl });
    // A connection that is still closing when its database is dropped is no failure of a test.
    pool.on('error', () => undefined);
    const feed = new EventFeed(pool, createLogger('test', 'silent'));
    await feed.start();
    const after = await feed.headCursor();
    const teamId = randomUUID();
    const told = feed.followTeam(teamId, after);
    const startedAt = performance.now();

    const page = slowly(pool, () => feed.page(after, 100, WAIT_MS, new AbortController().signal));
    await page.answered;
    await people.arrange(
      `insert into event (kind, subject_id, team_id, version, payload)
       values ('tested', gen_random_uuid(), $1, 1, '{}')`,
      [teamId],
    );
    expect((await told.next()).value).toMatchObject({ teamId });
    page.letGo();

    expect(await page.answer).toContainEqual(expect.objectContaining({ teamId, version: 1 }));
    expect(performance.now() - startedAt).toBeLessThan(WAIT_MS - 5_000);
    await told.return(undefined);
    await feed.stop();
    await pool.end();
  });
});
