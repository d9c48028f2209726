import { readFile } from 'node:fs/promises';
import { startGateway } from '@connected-lives/gateway/gateway';
import { OverHttpSubgraph } from '@connected-lives/gateway/transport/over-http';
import { clientCredentials, feedOverHttp } from '@connected-lives/kit/feed-over-http';
import { createLogger } from '@connected-lives/kit/log';
import { SERVICE_NAMES } from '@connected-lives/kit/service-name';
import { createTokenVerifier } from '@connected-lives/kit/token';
import { readApartSettings } from './config.ts';
import { readGatewayChoice } from './gateway/config.ts';
import { graphiqlFor } from './graphiql.ts';
import { AUDIENCE } from './issuer/claims.ts';
import { explainPorts } from './listen.ts';
import { SUPERGRAPH_PATH } from './project-root.ts';
import { requireNoArguments } from './read-arguments.ts';
import { openRateLimit } from './rate-limit-store.ts';
import { reloadOn } from './reload-on.ts';
import { runCommand, untilStopped } from './run-command.ts';
import { readTrustedDocuments } from './schema/stored-operations.ts';
import { tellParent } from './supervised.ts';
import { readTracingChoice } from './tracing/config.ts';
import { openTracing } from './tracing/open-tracing.ts';

/**
 * `node serve-gateway.js` serves the graph over services that answer at addresses of their own. It
 * takes the supergraph anew at SIGHUP, as daemons do, and so does not stop when its terminal closes.
 */
await runCommand(
  async (run) => {
    requireNoArguments('node serve-gateway.js');
    const settings = readApartSettings();
    const { port, serviceUrls, issuerUrl, jwksUrl, logLevel, production } = settings;
    const logger = createLogger('gateway', logLevel);
    const reload = reloadOn('SIGHUP', logger);
    const subgraphs = SERVICE_NAMES.map((name) => new OverHttpSubgraph(name, serviceUrls[name]));
    run.stack.defer(async () => {
      await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
    });

    const tracers = await openTracing(readTracingChoice(), 'gateway', run.stack);
    const choice = readGatewayChoice();
    const gateway = await startGateway({
      ...choice,
      supergraphSdl: await readFile(SUPERGRAPH_PATH, 'utf8'),
      subgraphs,
      peopleFeed: feedOverHttp(
        serviceUrls.people,
        clientCredentials({ ...settings, audience: AUDIENCE }),
      ),
      verifier: createTokenVerifier({ issuer: issuerUrl, audience: AUDIENCE, jwks: jwksUrl }),
      logger,
      tracer: tracers?.getTracer('gateway'),
      port,
      production,
      rateLimit: openRateLimit(settings.rateLimit, run.stack, logger),
      trustedDocuments: await readTrustedDocuments(),
      ...(!production && { graphiql: await graphiqlFor(new URL('/token', issuerUrl).href) }),
    }).catch((error: unknown) => {
      throw explainPorts(error, { PORT: port, METRICS_PORT: choice.metricsPort });
    });
    run.stack.defer(() => gateway.stop());
    reload.serve(gateway);

    tellParent({ url: gateway.url });
    await untilStopped(run);
  },
  ['SIGINT', 'SIGTERM'],
);
