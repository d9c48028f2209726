import { readFile } from 'node:fs/promises';
import { clientCredentials } from '@connected-lives/kit/feed-over-http';
import { createLogger } from '@connected-lives/kit/log';
import { createTokenVerifier } from '@connected-lives/kit/token';
import { readSettings } from './config.ts';
import { openDatabases, seedOnFirstStart } from './council-databases.ts';
import { startCouncil } from './council.ts';
import { readGatewayChoice } from './gateway/config.ts';
import { AUDIENCE } from './issuer/claims.ts';
import { requireKeys } from './issuer/issuer-keys.ts';
import { startIssuer } from './issuer/start-issuer.ts';
import { requireDifferentPorts, requireFreePorts } from './listen.ts';
import { SUPERGRAPH_PATH } from './project-root.ts';
import { requireNoArguments } from './read-arguments.ts';
import { openRateLimit } from './rate-limit-store.ts';
import { runCommand, untilStopped } from './run-command.ts';
import { claim } from './running.ts';
import { readTrustedDocuments } from './schema/stored-operations.ts';
import { timed } from './timed.ts';
import { readTracingChoice } from './tracing/config.ts';
import { openTracing } from './tracing/open-tracing.ts';
import { welcome } from './welcome.ts';

/** `npm start`: the whole council in one process, on this machine, with made-up people. */
await runCommand(async (run) => {
  requireNoArguments('npm start');
  const settings = readSettings();
  const { dataDir, port, issuerPort, logLevel, production } = settings;
  const gateway = readGatewayChoice();
  const tracing = readTracingChoice();
  const log = createLogger('start', logLevel);
  const { metricsPort } = gateway;
  const ports = {
    PORT: port,
    ISSUER_PORT: issuerPort,
    ...(metricsPort !== undefined && { METRICS_PORT: metricsPort }),
  };
  requireDifferentPorts(ports);
  const claimed = await claim(dataDir, 'npm start');
  run.stack.defer(() => claimed.release());
  await requireFreePorts(ports);

  const issuer = await startIssuer({
    port: issuerPort,
    keys: await requireKeys(dataDir),
    origins: [`http://localhost:${String(port)}`, `http://127.0.0.1:${String(port)}`],
    production,
  });
  run.stack.defer(() => issuer.stop());
  const urls = await openDatabases(settings, run, log);
  await seedOnFirstStart(settings, urls, run, log);

  const tracers = await openTracing(tracing, 'connected-lives', run.stack);
  const council = await timed(log, 'services and gateway', async () =>
    startCouncil({
      urls,
      supergraphSdl: await readFile(SUPERGRAPH_PATH, 'utf8'),
      verifier: createTokenVerifier({ issuer: issuer.url, audience: AUDIENCE, jwks: issuer.jwks }),
      arrangement: 'together',
      serviceToken: clientCredentials({ ...issuer, ...issuer.services, audience: AUDIENCE }),
      ports: { gateway: port },
      demoTokenUrl: issuer.tokenUrl,
      rateLimit: openRateLimit(settings.rateLimit, run.stack, log),
      trustedDocuments: await readTrustedDocuments(),
      gateway,
      tracers,
      logLevel,
      production,
    }),
  );
  run.stack.defer(() => council.stop());
  const url = `http://localhost:${String(port)}`;
  await claimed.announce({ url, issuerUrl: issuer.url });

  const embedded = settings.managedDatabases === null;
  process.stdout.write(welcome({ url, issuerUrl: issuer.url, embedded }));
  await untilStopped(run);
});
