import type { ServiceName } from '@connected-lives/kit/service-name';

/** The three database roles of one service: migrations, the service itself, and its reports. */
export type RoleKind = 'owner' | 'app' | 'reader';

/** Connection addresses of one service's database, one for each of its roles. */
export interface DatabaseUrls {
  readonly owner: string;
  readonly app: string;
  readonly reader: string;
}

export type CouncilUrls = Readonly<Record<ServiceName, DatabaseUrls>>;

/** The passwords of a cluster. Random, made with the cluster, never printed. */
export interface ClusterPasswords {
  readonly superuser: string;
  /** By role name, such as `people_owner`. */
  readonly roles: Readonly<Record<string, string>>;
}

/** A PostgreSQL server of ours that answers. */
export interface Cluster {
  readonly host: string;
  readonly port: number;
  readonly passwords: ClusterPasswords;
  /** False when it was already running: left by a killed process, or in use by another command. */
  readonly startedHere: boolean;
  stop(): Promise<void>;
}

export const SUPERUSER = 'postgres';

export function superuserUrl(
  cluster: Pick<Cluster, 'host' | 'port' | 'passwords'>,
  database: string,
): string {
  return databaseUrl(cluster, SUPERUSER, cluster.passwords.superuser, database);
}

/** The address of a database for one of a service's roles, which need not bear the service's name. */
export function roleUrl(
  cluster: Pick<Cluster, 'host' | 'port' | 'passwords'>,
  service: ServiceName,
  kind: RoleKind,
  database: string,
): string {
  const role = `${service}_${kind}`;
  const password = cluster.passwords.roles[role];
  if (password === undefined) {
    throw new Error(`The cluster knows no password for the role ${role}.`);
  }
  return databaseUrl(cluster, role, password, database);
}

function databaseUrl(
  { host, port }: { host: string; port: number },
  role: string,
  password: string,
  database: string,
): string {
  return `postgresql://${role}:${encodeURIComponent(password)}@${host}:${String(port)}/${database}`;
}
