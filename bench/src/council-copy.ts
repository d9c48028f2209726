import { createLogger } from '@connected-lives/kit/log';
import { type DatabaseSettings, readSettings } from '@connected-lives/scripts/config';
import { openDatabases, seedOnFirstStart } from '@connected-lives/scripts/council-databases';
import { PlainError } from '@connected-lives/scripts/plain-error';
import { type Cluster, roleUrl, superuserUrl } from '@connected-lives/scripts/postgres/cluster';
import { asSuperuser, ensureDatabase } from '@connected-lives/scripts/postgres/databases';
import { openCluster } from '@connected-lives/scripts/postgres/open-cluster';
import { SERVICE_NAMES, type ServiceName } from '@connected-lives/kit/service-name';
import type { Run } from '@connected-lives/scripts/run-command';
import { claim, findRunning } from '@connected-lives/scripts/running';

/** What the bench measures on. */
export interface CouncilCopy {
  /** Which made-up council it is, or that it is none. */
  readonly tier: string;
  /** What services and floors read and write: copies, gone at the end. */
  readonly urls: DatabaseSettings;
  /** The same past every policy. */
  readonly superUrls: Readonly<Record<ServiceName, string>>;
  /** A copy of finance that no service follows, for the ledger's functions called directly. */
  readonly ledgerUrl: string;
  readonly ledgerSuperUrl: string;
}

/**
 * Copies the databases of `.data`, for a reading leaves lines in the access log and the rest spends
 * money. Everything then happens on the copies, in the same durable PostgreSQL.
 */
export async function copyCouncil(run: Run): Promise<CouncilCopy> {
  const settings = readSettings();
  const { dataDir, managedDatabases } = settings;
  if (managedDatabases !== null) {
    throw new PlainError(
      'The bench measures on the embedded PostgreSQL only: leave *_DATABASE_URL out.',
    );
  }
  const other = await findRunning(dataDir);
  if (other !== null) {
    throw new PlainError(
      `${other.what} is running and would share the processor with what is measured. ` +
        'Stop it first with Ctrl-C in its terminal.',
    );
  }
  const claimed = await claim(dataDir, 'npm run bench');
  run.stack.defer(() => claimed.release());

  const log = createLogger('bench', settings.logLevel);
  const urls = await openDatabases(settings, run, log);
  await seedOnFirstStart(settings, urls, run, log);
  const cluster = await openCluster({ dir: dataDir });
  const copies = {
    people: await copy(run, cluster, 'people', 'bench_people'),
    practice: await copy(run, cluster, 'practice', 'bench_practice'),
    finance: await copy(run, cluster, 'finance', 'bench_finance'),
  };
  const ledger = await copy(run, cluster, 'finance', 'bench_ledger');
  return {
    tier: await tierOf(cluster),
    urls: copies,
    superUrls: Object.fromEntries(
      SERVICE_NAMES.map((service) => [service, copies[service].super]),
    ) as Record<ServiceName, string>,
    ledgerUrl: ledger.app,
    ledgerSuperUrl: ledger.super,
  };
}

/** A copy of one database under another name, dropped at the end of the run. */
async function copy(run: Run, cluster: Cluster, service: ServiceName, name: string) {
  run.stopping.throwIfAborted();
  const drop = (): Promise<void> =>
    asSuperuser(cluster, 'postgres', async (client) => {
      await client.query(`drop database if exists ${name} with (force)`);
    });
  await drop();
  run.stack.defer(drop);
  await asSuperuser(cluster, 'postgres', (client) =>
    client.query(
      `create database ${name} template ${service} strategy file_copy owner ${service}_owner`,
    ),
  );
  await ensureDatabase(cluster, service, name);
  return {
    owner: roleUrl(cluster, service, 'owner', name),
    app: roleUrl(cluster, service, 'app', name),
    super: superuserUrl(cluster, name),
  };
}

async function tierOf(cluster: Cluster): Promise<string> {
  const { rows } = await asSuperuser(cluster, 'bench_people', (client) =>
    client.query<{ tier: string | null }>(
      `select after ->> 'tier' as tier from audit_entry where table_name = 'council' limit 1`,
    ),
  );
  return rows[0]?.tier ?? 'own';
}
