import { deepStrictEqual } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { GATEWAY_NODE_OPTIONS } from '@connected-lives/scripts/gateway/node-options';
import { SUPERGRAPH_PATH } from '@connected-lives/scripts/project-root';
import {
  type OurSettings,
  type PeerSettings,
  withAddresses,
} from '../gateways/gateway-settings.ts';
import type { ServiceUrls } from '../gateways/gateway-settings.ts';
import { Child } from '../processes/child.ts';
import { PRODUCTION, type ServicesApart } from '../subgraphs/services-apart.ts';
import type { GatewayQuestion } from './gateway.query.ts';
import { askJson, type Bench } from './scenario.ts';

/** A gateway that takes part, in a process of its own. */
export interface GatewayContender {
  readonly name: string;
  readonly process: Child;
  /** What it is sent besides the operation: ours wants to know who asks, the others were not told to. */
  readonly token?: string;
}

export const APOLLO = '@apollo/gateway';
export const APOLLO_TUNED = '@apollo/gateway, tuned';
export const HIVE = 'Hive, Rust planner';
export const HIVE_TUNED = 'Hive, Rust planner, tuned';
export const OURS = 'ours';

const PEERS = [
  { name: APOLLO, entry: 'gateways/apollo-gateway.child', tuned: false },
  { name: APOLLO_TUNED, entry: 'gateways/apollo-gateway.child', tuned: true },
  { name: HIVE, entry: 'gateways/hive-gateway.child', tuned: false },
  { name: HIVE_TUNED, entry: 'gateways/hive-gateway.child', tuned: true },
];

/** All of them over the same subgraphs. Ours is the last. */
export async function startGateways(
  { issuer, profiles, stack }: Bench,
  services: ServicesApart,
  { subgraphUrls, token }: { readonly subgraphUrls: ServiceUrls; readonly token: string },
): Promise<GatewayContender[]> {
  const supergraphSdl = withAddresses(await readFile(SUPERGRAPH_PATH, 'utf8'), subgraphUrls);
  const contenders: GatewayContender[] = [];
  for (const { name, entry, tuned } of PEERS) {
    const settings: PeerSettings = { supergraphSdl, tuned };
    const process = await Child.start(entry, settings, PRODUCTION);
    stack.defer(() => process.stop());
    contenders.push({ name, process });
  }
  const settings: OurSettings = {
    supergraphSdl,
    subgraphUrls,
    trust: issuer.trust,
    peopleUrl: services.urls.people,
    serviceToken: services.token,
  };
  const process = await Child.start('gateways/our-gateway.child', settings, {
    ...PRODUCTION,
    nodeOptions: [...GATEWAY_NODE_OPTIONS, ...profiles.optionsFor('our gateway')],
  });
  stack.defer(() => process.stop());
  return [...contenders, { name: OURS, process, token }];
}

/**
 * Asks everybody everything and compares the data; so subgraphs that remember know all answers
 * afterwards. Gives the size of the longest answer, in bytes.
 */
export async function requireSameData(
  contenders: readonly GatewayContender[],
  { name, query, variables }: GatewayQuestion,
): Promise<number> {
  let bytes = 0;
  for (const each of variables) {
    const [first, ...others] = await Promise.all(
      contenders.map(({ process, token }) =>
        askJson(`${process.url}/graphql`, {
          ...(token !== undefined && { token }),
          body: { query, variables: each },
        }),
      ),
    );
    bytes = Math.max(bytes, Buffer.byteLength(JSON.stringify(first)));
    others.forEach((other, i) => {
      const names = `${contenders[0]?.name ?? ''} and ${contenders[i + 1]?.name ?? ''}`;
      deepStrictEqual(dataOf(other), dataOf(first), `${names} differ on ${name}.`);
    });
  }
  return bytes;
}

function dataOf(answer: unknown): unknown {
  return (answer as { readonly data: unknown }).data;
}
