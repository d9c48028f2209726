import type { Logger } from '@connected-lives/kit/log';
import type { DatabaseSettings, Settings } from './config.ts';
import { isSeeded, seedCouncil } from './demo-council/seed.ts';
import { ensureDatabases } from './postgres/databases.ts';
import { migrateServices } from './postgres/migrate.ts';
import { openCluster } from './postgres/open-cluster.ts';
import type { Run } from './run-command.ts';
import { timed } from './timed.ts';

/**
 * The migrated databases of all services: of the embedded PostgreSQL, which is stopped at the end
 * of the run, or those that the environment names.
 */
export async function openDatabases(
  { dataDir, managedDatabases }: Settings,
  { stack, stopping }: Run,
  log: Logger,
): Promise<DatabaseSettings> {
  let urls = managedDatabases;
  if (urls === null) {
    const cluster = await timed(log, 'PostgreSQL', () => openCluster({ dir: dataDir }));
    stack.defer(() => cluster.stop());
    stopping.throwIfAborted();
    urls = await timed(log, 'databases and roles', () => ensureDatabases(cluster));
  }
  const migrating = urls;
  await timed(log, 'migrations', () => migrateServices(migrating));
  stopping.throwIfAborted();
  return urls;
}

/**
 * The demo council, on the first start only. Never in a PostgreSQL that somebody brought: made-up
 * people have no place beside real ones.
 */
export async function seedOnFirstStart(
  { managedDatabases }: Settings,
  urls: DatabaseSettings,
  { stopping }: Run,
  log: Logger,
): Promise<void> {
  if (managedDatabases === null && !(await isSeeded(urls))) {
    process.stdout.write('First start: making the demo council …\n');
    await timed(log, 'demo council', () => seedCouncil({ tier: 'demo', urls, log }));
  }
  stopping.throwIfAborted();
}
