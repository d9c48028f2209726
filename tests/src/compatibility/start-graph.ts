import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { startGateway } from '@connected-lives/gateway/gateway';
import { OverHttpSubgraph } from '@connected-lives/gateway/transport/over-http';
import type { Actor } from '@connected-lives/kit/actor';
import { createLogger } from '@connected-lives/kit/log';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { createTestIssuer } from '../test-tokens.ts';
import { startProductsSubgraph } from './products-subgraph.ts';
import { serveAtRouterAddress } from './router-address.ts';
import type { Suite } from './suite-package.ts';
import { startSuiteSubgraph } from './suite-subgraph.ts';

/** Where the tests find what they ask. */
export interface Graph {
  readonly productsUrl: string;
  readonly proxyUrl: string;
}

const ASKS: Actor = {
  id: randomUUID(),
  role: 'analyst',
  name: 'The compatibility suite',
  teamIds: [],
  practitionerId: null,
  personId: null,
};

/** Apollo's three subgraphs, and before them the gateway with its real edge, as in production. */
export async function startGraph(suite: Suite, stack: AsyncDisposableStack): Promise<Graph> {
  const productsSdl = await readFile(suite.productsSchema, 'utf8');
  const products = await startProductsSubgraph(productsSdl);
  stack.defer(() => products.stop());
  const users = await startSuiteSubgraph('users', suite.users);
  stack.defer(() => users.stop());
  const inventory = await startSuiteSubgraph('inventory', suite.inventory);
  stack.defer(() => inventory.stop());

  const subgraphs = [
    { name: 'products', url: products.url, sdl: productsSdl },
    { name: 'users', url: users.url, sdl: users.sdl },
    { name: 'inventory', url: inventory.url, sdl: inventory.sdl },
  ];
  const overHttp = subgraphs.map(({ name, url }) => new OverHttpSubgraph(name, url));
  overHttp.forEach((subgraph) => stack.defer(() => subgraph.stop()));
  const issuer = await createTestIssuer();
  const gateway = await startGateway({
    supergraphSdl: compose(subgraphs),
    subgraphs: overHttp,
    verifier: issuer.verifier,
    logger: createLogger('gateway', 'warn'),
    port: 0,
    production: true,
  });
  stack.defer(() => gateway.stop());
  const router = await serveAtRouterAddress({
    url: gateway.url,
    token: await issuer.tokenFor(ASKS),
  });
  stack.defer(() => router.stop());
  return { productsUrl: products.url, proxyUrl: router.proxyUrl };
}

function compose(subgraphs: readonly { name: string; url: string; sdl: string }[]): string {
  const composed = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (composed.supergraphSdl === undefined) {
    throw new Error(composed.errors.map(({ message }) => message).join('\n'));
  }
  return composed.supergraphSdl;
}
