import { feedOverHttp } from '@connected-lives/kit/feed-over-http';
import { serveOverHttp } from '@connected-lives/kit/http-service';
import { createLogger } from '@connected-lives/kit/log';
import { createTokenVerifier } from '@connected-lives/kit/token';
import type { ServiceName } from '@connected-lives/kit/service-name';
import { startNamedService } from '@connected-lives/scripts/start-named-service';
import type { Trust } from '../bench-issuer.ts';
import type { ServiceUrls } from '../gateways/gateway-settings.ts';
import { answerParent } from '../processes/answer-parent.ts';

export interface ServiceSettings {
  readonly name: ServiceName;
  readonly databaseUrl: string;
  /** Of all three, this one among them. */
  readonly urls: ServiceUrls;
  readonly trust: Trust;
  /** Says that the bearer is one of the services: for the others' feeds. */
  readonly token: string;
}

/** One service by itself on Apollo Server, as `npm run start:apart` runs it. */
answerParent(async ({ name, databaseUrl, urls, trust, token }: ServiceSettings) => {
  // A follower that finds another service not there yet, or no more, says so as a warning.
  const logger = createLogger(name, 'error');
  const feedOf = (other: ServiceName) => () =>
    feedOverHttp(urls[other], () => Promise.resolve(token));
  const service = await startNamedService(name, {
    databaseUrl,
    logger,
    sources: {
      people: feedOf('people'),
      practice: feedOf('practice'),
      finance: feedOf('finance'),
    },
  });
  const http = await serveOverHttp(service, {
    port: Number(new URL(urls[name]).port),
    verifier: createTokenVerifier(trust),
    logger,
  });
  return {
    ready: { url: http.url },
    async stop() {
      await Promise.all([http.stop(), service.stop()]);
    },
  };
});
