import { createServer } from 'node:http';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { answerParent } from '../processes/answer-parent.ts';
import { type ApolloViewer, TokenForwarder, UndiciDataSource } from './apollo-data-sources.ts';
import type { PeerSettings } from './gateway-settings.ts';
import { answerByApollo } from './answer-by-apollo.ts';
import { closed, listening } from './listening.ts';

/**
 * `@apollo/gateway` on Apollo Server. As it comes: the standalone server and node-fetch. Tuned: an
 * undici pool for each subgraph and a few lines of `node:http`, which is as little as it can be given.
 */
answerParent(async ({ supergraphSdl, tuned }: PeerSettings) => {
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ url = '' }) =>
      tuned ? new UndiciDataSource(url) : new TokenForwarder({ url }),
  });
  const apollo = new ApolloServer<ApolloViewer>({
    gateway,
    introspection: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
  });
  if (!tuned) {
    const { url } = await startStandaloneServer(apollo, {
      listen: { host: '127.0.0.1', port: 0 },
      context: ({ req }) => Promise.resolve({ authorization: req.headers.authorization }),
    });
    return { ready: { url: new URL(url).origin }, stop: () => apollo.stop() };
  }
  await apollo.start();
  const server = createServer(answerByApollo(apollo));
  return {
    ready: { url: await listening(server) },
    async stop() {
      await closed(server);
      await apollo.stop();
    },
  };
});
