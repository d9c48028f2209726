import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import httpTransport from '@graphql-mesh/transport-http';
import { answerParent } from '../processes/answer-parent.ts';
import type { PeerSettings } from './gateway-settings.ts';
import { closed, listening } from './listening.ts';
import { undiciTransport } from './undici-transport.ts';

/** Everything that Hive lets one leave out. */
const LEAN = {
  requestId: false,
  landingPage: false,
  graphiql: false,
  subgraphErrors: false,
  maskedErrors: false,
  logging: false,
} as const;

/**
 * Hive Gateway's runtime with its planner in Rust. As it comes: its own transport over fetch. Tuned:
 * an undici pool for each subgraph, and all that can be left out is.
 */
answerParent(async ({ supergraphSdl, tuned }: PeerSettings) => {
  const gateway = createGatewayRuntime({
    supergraph: supergraphSdl,
    unifiedGraphHandler,
    transports: { http: tuned ? undiciTransport : httpTransport },
    logging: 'warn',
    ...(tuned && LEAN),
  });
  const server = createServer((request, response) => void gateway(request, response));
  return {
    ready: { url: await listening(server) },
    async stop() {
      await closed(server);
      await gateway[Symbol.asyncDispose]();
    },
  };
});
