import { createLogger, type Logger } from '@connected-lives/kit/log';
import { SERVICE_NAMES, type ServiceName } from '@connected-lives/kit/service-name';
import { type DatabaseSettings, readSettings, type Settings } from './config.ts';
import { isSeeded, seedCouncil } from './demo-council/seed.ts';
import { PlainError } from './plain-error.ts';
import { roleUrl } from './postgres/cluster.ts';
import { ensureDatabases } from './postgres/databases.ts';
import { isMigrated, migrateServices } from './postgres/migrate.ts';
import { hasCluster, openCluster } from './postgres/open-cluster.ts';
import type { Run } from './run-command.ts';
import { claim, findRunning } from './running.ts';
import { timed } from './timed.ts';

/**
 * The migrated databases of all services: of the embedded PostgreSQL, which is stopped at the end
 * of the run, or those that the environment names.
 *
 * @param mayMake whether a council is made where there is none
 */
export async function openDatabases(
  { dataDir, managedDatabases }: Settings,
  { stack, stopping }: Run,
  log: Logger,
  mayMake = true,
): Promise<DatabaseSettings> {
  let urls = managedDatabases;
  if (urls === null) {
    const cluster = await timed(log, 'PostgreSQL', () => openCluster({ dir: dataDir }));
    stack.defer(() => cluster.stop());
    stopping.throwIfAborted();
    urls = await timed(log, 'databases and roles', () => ensureDatabases(cluster));
  }
  const migrating = urls;
  if (!mayMake) {
    await requireMigrated(migrating);
  }
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
 * @param command as whoever waits for it reads it: `npm run import`
 * @param mayMake whether a council is made where there is none: not by a command that reads one
 */
export async function openOwnerUrls(
  run: Run,
  { command, mayMake }: { readonly command: string; readonly mayMake: boolean },
): Promise<OwnerUrls> {
  const settings = readSettings();
  if (settings.managedDatabases === null) {
    if (!mayMake && !(await hasCluster(settings))) {
      throw noCouncil(`under ${settings.dataDir}. Look at DATA_DIR`);
    }
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
  return openDatabases(settings, run, createLogger(command, settings.logLevel), mayMake);
}

/** Looks whether each database has been one of a council before it is brought up to the code. */
async function requireMigrated(urls: OwnerUrls): Promise<void> {
  for (const service of SERVICE_NAMES) {
    if (!(await isMigrated(urls[service].owner))) {
      throw noCouncil(`in the database of ${service}. Look at where it is`);
    }
  }
}

function noCouncil(where: string): PlainError {
  return new PlainError(`There is no council ${where}, or make one: npm start`);
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
