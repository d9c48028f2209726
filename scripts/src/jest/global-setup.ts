import { SERVICE_NAMES, type ServiceName } from '@connected-lives/kit/service-name';
import type { Cluster } from '../postgres/cluster.ts';
import { roleUrl } from '../postgres/cluster.ts';
import { asSuperuser, ensureDatabase, ensureRoles } from '../postgres/databases.ts';
import { migrateServices } from '../postgres/migrate.ts';
import { startThrowAwayCluster } from '../postgres/throw-away-cluster.ts';
import { publishTestCluster } from './config.ts';
import { templateOf } from './test-databases.ts';

declare global {
  var councilTestCluster: Cluster | undefined;
}

/** One throw-away PostgreSQL for the whole run, with a migrated and frozen template of each database. */
export default async function globalSetup(): Promise<void> {
  const cluster = await startThrowAwayCluster();
  globalThis.councilTestCluster = cluster;
  for (const service of SERVICE_NAMES) {
    await ensureRoles(cluster, service);
    await ensureDatabase(cluster, service, templateOf(service));
  }
  const owner = (service: ServiceName): { owner: string } => ({
    owner: roleUrl(cluster, service, 'owner', templateOf(service)),
  });
  await migrateServices({
    people: owner('people'),
    practice: owner('practice'),
    finance: owner('finance'),
  });
  await asSuperuser(cluster, 'postgres', async (client) => {
    for (const service of SERVICE_NAMES) {
      await client.query(
        `alter database ${templateOf(service)} with is_template true allow_connections false`,
      );
    }
  });
  publishTestCluster(cluster);
}
