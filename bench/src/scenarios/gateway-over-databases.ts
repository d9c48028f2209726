import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { SUPERGRAPH_PATH } from '@connected-lives/scripts/project-root';
import type { CouncilSettings } from '../council.child.ts';
import { type PeerSettings, withAddresses } from '../gateways/gateway-settings.ts';
import { Child } from '../processes/child.ts';
import { PRODUCTION, type ServicesApart } from '../subgraphs/services-apart.ts';
import { type Arrangement, CONNECTIONS, raceArrangements } from './gateway-arrangements.ts';
import type { Bench, Finding } from './scenario.ts';

/**
 * The same council, over the same databases and with the same duties, as federated graphs are usually
 * put together and as ours is.
 */
export async function compareOverDatabases(
  bench: Bench,
  services: ServicesApart,
): Promise<Finding[]> {
  const stack = new AsyncDisposableStack();
  try {
    const finding = await raceArrangements(bench, {
      title: `The whole council on ${String(availableParallelism())} cores: case view over real databases, ${String(CONNECTIONS)} connections`,
      notes: [
        'All verify the token, read under row-level security and write the access log. PostgreSQL and the load',
        'share the cores; their time is not in CPU ms, which is that of gateway and services together.',
      ],
      arrangements: await startArrangements({ ...bench, stack }, services),
    });
    return [finding];
  } finally {
    await stack.disposeAsync();
  }
}

async function startArrangements(
  { copy, council, issuer, stack }: Bench,
  { processes, urls }: ServicesApart,
): Promise<Arrangement[]> {
  const supergraphSdl = withAddresses(await readFile(SUPERGRAPH_PATH, 'utf8'), urls);
  const peer: PeerSettings = { supergraphSdl, tuned: false };
  const apollo = await Child.start('gateways/apollo-gateway.child', peer, PRODUCTION);
  stack.defer(() => apollo.stop());

  const councils = [council];
  const settings: CouncilSettings = { urls: copy.urls, trust: issuer.trust };
  while (councils.length < availableParallelism()) {
    const another = await Child.start('council.child', settings);
    stack.defer(() => another.stop());
    councils.push(another);
  }
  return [
    {
      name: '@apollo/gateway and three Apollo Servers',
      servers: [apollo],
      behind: Object.values(processes),
      least: null,
    },
    ...oursAlone(councils),
  ];
}

/** One process, and where there are several cores as many as there are. */
export function oursAlone(processes: readonly Child[]): Arrangement[] {
  const one = {
    name: 'ours in one process',
    servers: processes.slice(0, 1),
    behind: [],
    least: 10,
  };
  const name = `ours in ${String(processes.length)} processes, one a core`;
  return processes.length < 2 ? [one] : [one, { name, servers: processes, behind: [], least: 20 }];
}
