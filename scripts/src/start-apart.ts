import { createLogger } from '@connected-lives/kit/log';
import { SERVICE_NAMES, type ServiceName } from '@connected-lives/kit/service-name';
import { type DatabaseSettings, readSettings, type Settings } from './config.ts';
import { openDatabases, seedOnFirstStart } from './council-databases.ts';
import { readGatewayChoice } from './gateway/config.ts';
import { requireKeys } from './issuer/issuer-keys.ts';
import { type RunningIssuer, startIssuer } from './issuer/start-issuer.ts';
import { requireDifferentPorts, requireFreePorts } from './listen.ts';
import { requireNoArguments } from './read-arguments.ts';
import { type Run, runCommand, untilStopped } from './run-command.ts';
import { claim } from './running.ts';
import { GATEWAY_NODE_OPTIONS } from './gateway/node-options.ts';
import { type Supervised, supervise } from './supervised.ts';
import { timed } from './timed.ts';
import { welcome } from './welcome.ts';

/**
 * `npm run start:apart`: the same council as four processes that speak HTTP, as on four hosts. This
 * process keeps PostgreSQL and the issuer, and watches the others.
 */
await runCommand(async (run) => {
  requireNoArguments('npm run start:apart');
  const settings = readSettings();
  const { dataDir, port, issuerPort, servicePorts, logLevel, production } = settings;
  const { metricsPort } = readGatewayChoice();
  const log = createLogger('start', logLevel);
  const ports = {
    PORT: port,
    ISSUER_PORT: issuerPort,
    PEOPLE_PORT: servicePorts.people,
    PRACTICE_PORT: servicePorts.practice,
    FINANCE_PORT: servicePorts.finance,
    ...(metricsPort !== undefined && { METRICS_PORT: metricsPort }),
  };
  requireDifferentPorts(ports);
  const claimed = await claim(dataDir, 'npm run start:apart');
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

  const processes = await timed(log, 'four processes', () =>
    startProcesses(settings, urls, issuer, run),
  );
  const url = `http://localhost:${String(port)}`;
  await claimed.announce({ url, issuerUrl: issuer.url });

  const embedded = settings.managedDatabases === null;
  process.stdout.write(welcome({ url, issuerUrl: issuer.url, embedded }));
  await Promise.race([untilStopped(run), ...processes.map(({ lost }) => lost)]);
});

async function startProcesses(
  { port, servicePorts }: Settings,
  urls: DatabaseSettings,
  issuer: RunningIssuer,
  { stack, stopping }: Run,
): Promise<Supervised[]> {
  const told = {
    PEOPLE_URL: `http://127.0.0.1:${String(servicePorts.people)}`,
    PRACTICE_URL: `http://127.0.0.1:${String(servicePorts.practice)}`,
    FINANCE_URL: `http://127.0.0.1:${String(servicePorts.finance)}`,
    ISSUER_URL: issuer.url,
    SERVICES_CLIENT_ID: issuer.services.clientId,
    SERVICES_CLIENT_SECRET: issuer.services.clientSecret,
  };
  const startService = (name: ServiceName): Promise<Supervised> => {
    const { app, replica = '' } = urls[name];
    return supervise('serve-one', {
      name: `The ${name} service`,
      args: [name],
      told: {
        ...told,
        [`${name.toUpperCase()}_PORT`]: String(servicePorts[name]),
        [`${name.toUpperCase()}_DATABASE_URL`]: app,
        [`${name.toUpperCase()}_READ_DATABASE_URL`]: replica,
      },
    });
  };

  const starting = SERVICE_NAMES.map(startService);
  stack.defer(async () => {
    // Also those that are still on their way when another one fails.
    await Promise.allSettled(starting.map(async (service) => (await service).stop()));
  });
  const services = await Promise.all(starting);
  stopping.throwIfAborted();
  const gateway = await supervise('serve-gateway', {
    name: 'The gateway',
    nodeOptions: GATEWAY_NODE_OPTIONS,
    told: { ...told, PORT: String(port) },
  });
  stack.defer(() => gateway.stop());
  return [...services, gateway];
}
