import { type Actor, serviceActor } from '@connected-lives/kit/actor';
import { viewerSetting } from '@connected-lives/kit/viewer';
import type pg from 'pg';
import { demoUuid } from '../demo-people.ts';

/** The command, as the logs know it. */
export const COMMAND_ID = demoUuid('service', 'subject-access');

/**
 * Reads in one transaction that sees one moment, as the service itself.
 *
 * @param personId for whom: a protected address is open to the person and to no service.
 */
export async function readAsService<Result>(
  client: pg.Client,
  read: () => Promise<Result>,
  personId: string | null = null,
): Promise<Result> {
  const viewer: Actor = { ...serviceActor(COMMAND_ID, 'Subject access'), personId };
  await client.query('begin isolation level repeatable read read only');
  await client.query(`select set_config('app.viewer', $1, true)`, [viewerSetting(viewer)]);
  await client.query(`set local timezone = 'UTC'`);
  try {
    return await read();
  } finally {
    await client.query('rollback');
  }
}
