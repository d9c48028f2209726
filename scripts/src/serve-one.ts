import { clientCredentials, feedOverHttp } from '@connected-lives/kit/feed-over-http';
import { serveOverHttp } from '@connected-lives/kit/http-service';
import { createLogger } from '@connected-lives/kit/log';
import { SERVICE_NAMES } from '@connected-lives/kit/service-name';
import { createTokenVerifier } from '@connected-lives/kit/token';
import { readApartServiceSettings } from './config.ts';
import { AUDIENCE } from './issuer/claims.ts';
import { explainPort } from './listen.ts';
import { PlainError } from './plain-error.ts';
import { readArguments } from './read-arguments.ts';
import { runCommand, untilStopped } from './run-command.ts';
import { startNamedService } from './start-named-service.ts';
import { tellParent } from './supervised.ts';
import { readTracingChoice } from './tracing/config.ts';
import { openTracing } from './tracing/open-tracing.ts';

/** `node serve-one.js people` serves one service over HTTP, in a process or on a host of its own. */
await runCommand(async (run) => {
  const usage = `Say which service: ${SERVICE_NAMES.join(', ')}.`;
  const { positionals } = readArguments(usage, { allowPositionals: true });
  const name = SERVICE_NAMES.find((service) => service === positionals[0]);
  if (name === undefined || positionals.length > 1) {
    throw new PlainError(usage);
  }
  const settings = readApartServiceSettings(name);
  const { port, issuerUrl, jwksUrl, serviceUrls, logLevel } = settings;
  const logger = createLogger(name, logLevel);
  const token = clientCredentials({ ...settings, audience: AUDIENCE });

  const service = await startNamedService(name, {
    databaseUrl: settings.databaseUrl,
    replicaUrl: settings.replicaUrl,
    logger,
    tracers: await openTracing(readTracingChoice(), name, run.stack),
    sources: {
      people: () => feedOverHttp(serviceUrls.people, token),
      practice: () => feedOverHttp(serviceUrls.practice, token),
      finance: () => feedOverHttp(serviceUrls.finance, token),
    },
  });
  run.stack.defer(() => service.stop());
  const http = await serveOverHttp(service, {
    port,
    verifier: createTokenVerifier({ issuer: issuerUrl, audience: AUDIENCE, jwks: jwksUrl }),
    logger,
  }).catch((error: unknown) => {
    throw explainPort(error, port, `${name.toUpperCase()}_PORT`);
  });
  run.stack.defer(() => http.stop());

  tellParent({ url: http.url });
  await untilStopped(run);
});
