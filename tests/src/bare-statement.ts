import type { Actor } from '@connected-lives/kit/actor';
import { viewerSetting } from '@connected-lives/kit/viewer';
import pg from 'pg';

/** What PostgreSQL answers when a policy refuses a row, or a role may not do it at all. */
export const REFUSED = '42501';

/**
 * One statement on a connection of the app, past every use case and never committed. Answers the
 * state that PostgreSQL refused it with; undefined when it took it.
 *
 * @param viewer who is said to ask; null when nobody is.
 */
export async function bareStatement(
  appUrl: string,
  viewer: Actor | null,
  text: string,
  values: readonly unknown[],
): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  try {
    await client.query('begin');
    if (viewer !== null) {
      await client.query(`select set_config('app.viewer', $1, true)`, [viewerSetting(viewer)]);
    }
    await client.query(text, [...values]);
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  } finally {
    await client.end();
  }
}

export const INSERT_EVENT = `insert into event (kind, subject_id, person_id, team_id, version, payload)
  values ($1, $2, $3, $4, $5, $6)`;
