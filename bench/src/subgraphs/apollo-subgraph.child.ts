import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import type { ServiceName } from '@connected-lives/kit/service-name';
import { answerParent } from '../processes/answer-parent.ts';
import { type Case, loadersOfCases } from './remembered-cases.ts';
import { SERVICE_SCHEMAS } from './service-schemas.ts';

export interface ApolloSubgraphSettings {
  readonly name: ServiceName;
  readonly cases: readonly Case[];
}

/** One service's graph over cases in memory, on Apollo Server as it comes. */
answerParent(async ({ name, cases }: ApolloSubgraphSettings) => {
  const createLoaders = loadersOfCases(cases)[name];
  const apollo = new ApolloServer({
    schema: SERVICE_SCHEMAS[name],
    introspection: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginInlineTraceDisabled()],
  });
  const { url } = await startStandaloneServer(apollo, {
    listen: { host: '127.0.0.1', port: 0 },
    context: () => Promise.resolve({ loaders: createLoaders() }),
  });
  return { ready: { url: new URL(url).origin }, stop: () => apollo.stop() };
});
