import type { ClusterPasswords } from '../postgres/cluster.ts';

/** How the worker processes of a test run reach its PostgreSQL. */
export interface TestCluster {
  readonly host: string;
  readonly port: number;
  readonly passwords: ClusterPasswords;
}

const NAME = 'COUNCIL_TEST_CLUSTER';

/** Jest starts its workers after the global setup, with the environment as it is then. */
export function publishTestCluster(cluster: TestCluster): void {
  const { host, port, passwords } = cluster;
  process.env[NAME] = JSON.stringify({ host, port, passwords } satisfies TestCluster);
}

export function requireTestCluster(): TestCluster {
  const value = process.env[NAME];
  if (value === undefined) {
    throw new Error('There is no test cluster: run the tests from the root, with npm test.');
  }
  return JSON.parse(value) as TestCluster;
}
