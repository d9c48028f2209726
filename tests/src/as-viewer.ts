import type { Actor } from '@connected-lives/kit/actor';
import { viewerSetting } from '@connected-lives/kit/viewer';
import type { TestDatabase } from '@connected-lives/scripts/jest/test-databases';
import pg from 'pg';

/**
 * One statement as the app sends it for this viewer, past every use case: what is refused here, no
 * use case can allow by mistake.
 */
export async function asViewer(
  { appUrl }: Pick<TestDatabase, 'appUrl'>,
  viewer: Actor,
  text: string,
  values: unknown[] = [],
): Promise<pg.QueryResultRow[]> {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('app.viewer', $1, true)`, [viewerSetting(viewer)]);
    const { rows } = await client.query<pg.QueryResultRow>(text, values);
    await client.query('commit');
    return rows;
  } finally {
    await client.end();
  }
}
