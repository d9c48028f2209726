import { SERVICE_NAMES, type ServiceName } from '@connected-lives/kit/service-name';
import pg from 'pg';
import {
  type Cluster,
  type CouncilUrls,
  type DatabaseUrls,
  roleUrl,
  superuserUrl,
} from './cluster.ts';

/**
 * The database and the three roles of every service. Safe to run again: what is there stays, and
 * passwords are set to those that the cluster keeps.
 */
export async function ensureDatabases(cluster: Cluster): Promise<CouncilUrls> {
  await Promise.all(
    SERVICE_NAMES.map(async (service) => {
      await ensureRoles(cluster, service);
      await ensureDatabase(cluster, service, service);
    }),
  );
  return {
    people: urlsOf(cluster, 'people'),
    practice: urlsOf(cluster, 'practice'),
    finance: urlsOf(cluster, 'finance'),
  };
}

/**
 * The owner migrates; the app serves requests under row-level security and has no DDL; the reader
 * sees only what identifies nobody, and the app may become it (`set local role`) for a report
 * without holding its rights otherwise.
 */
export async function ensureRoles(cluster: Cluster, service: ServiceName): Promise<void> {
  await asSuperuser(cluster, 'postgres', async (client) => {
    for (const kind of ['owner', 'app', 'reader'] as const) {
      const role = `${service}_${kind}`;
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
      const verb = rowCount === 0 ? 'create' : 'alter';
      const password = pg.escapeLiteral(cluster.passwords.roles[role] ?? '');
      await client.query(
        `${verb} role ${role} with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password ${password}`,
      );
    }
    await client.query(
      `grant ${service}_reader to ${service}_app with inherit false, set true, admin false`,
    );
  });
}

/** One service's database under any name: tests have many. Nobody else's roles may enter it. */
export async function ensureDatabase(
  cluster: Cluster,
  service: ServiceName,
  database: string,
): Promise<void> {
  await asSuperuser(cluster, 'postgres', async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [
      database,
    ]);
    if (rowCount === 0) {
      await client.query(`create database ${database} owner ${service}_owner`);
    }
    await client.query(`revoke all on database ${database} from public`);
    await client.query(
      `grant connect on database ${database} to ${service}_app, ${service}_reader`,
    );
  });
  await asSuperuser(cluster, database, async (client) => {
    await client.query('revoke all on schema public from public');
    await client.query(`grant usage on schema public to ${service}_app, ${service}_reader`);
  });
}

export async function asSuperuser<T>(
  cluster: Pick<Cluster, 'host' | 'port' | 'passwords'>,
  database: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: superuserUrl(cluster, database) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlsOf(cluster: Cluster, service: ServiceName): DatabaseUrls {
  return {
    owner: roleUrl(cluster, service, 'owner', service),
    app: roleUrl(cluster, service, 'app', service),
    reader: roleUrl(cluster, service, 'reader', service),
  };
}
