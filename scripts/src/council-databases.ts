import { createLogger, type Logger } from '@connected-lives/kit/log';
import type { ServiceName } from '@connected-lives/kit/service-name';
import { type DatabaseSettings, readSettings, type Settings } from './config.ts';
import { isSeeded, seedCouncil } from './demo-council/seed.ts';
import { PlainError } from './plain-error.ts';
import { roleUrl } from './postgres/cluster.ts';
import { ensureDatabases } from './postgres/databases.ts';
import { migrateServices } from './postgres/migrate.ts';
import { openCluster } from './postgres/open-cluster.ts';
import type { Run } from './run-command.ts';
import { claim, findRunning } from './running.ts';
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

/** Each service's database, as the role that owns it. */
export type OwnerUrls = Readonly<Record<ServiceName, { readonly owner: string }>>;

/**
 * The databases for a command beside the council. A council that is running shares its PostgreSQL;
 * otherwise it is started for the while.
 *
 * @param command as whoever waits for it reads it: `npm run import`.
 */
export async function openOwnerUrls(run: Run, command: string): Promise<OwnerUrls> {
  const settings = readSettings();
  if (settings.managedDatabases === null) {
    const running = await findRunning(settings.dataDir);
    if (running !== null) {
      if (running.url === undefined) {
        throw new PlainError(`${running.what} is not ready yet. Try again when it has said so.`);
      }
      const cluster = await openCluster({ dir: settings.dataDir });
      const owner = (name: ServiceName) => ({ owner: roleUrl(cluster, name, 'owner', name) });
      return { people: owner('people'), practice: owner('practice'), finance: owner('finance') };
    }
    const claimed = await claim(settings.dataDir, command);
    run.stack.defer(() => claimed.release());
  }
  return openDatabases(settings, run, createLogger(command, settings.logLevel));
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
