import { feedOverHttp } from '@connected-lives/kit/feed-over-http';
import { createLogger } from '@connected-lives/kit/log';
import { createTokenVerifier } from '@connected-lives/kit/token';
import { startGateway } from '@connected-lives/gateway/gateway';
import { OverHttpSubgraph } from '@connected-lives/gateway/transport/over-http';
import { answerParent } from '../processes/answer-parent.ts';
import type { OurSettings } from './gateway-settings.ts';

/** Points of the dearest operation, and some to spare. */
const LIST_COST_MAX = 2_000;

/** Our gateway over subgraphs that stand apart, as it is in production: with every duty it has. */
answerParent(async (settings: OurSettings) => {
  const { supergraphSdl, subgraphUrls, trust, peopleUrl, serviceToken } = settings;
  const subgraphs = Object.entries(subgraphUrls).map(
    ([name, url]) => new OverHttpSubgraph(name, url),
  );
  const gateway = await startGateway({
    supergraphSdl,
    subgraphs,
    peopleFeed: feedOverHttp(peopleUrl, () => Promise.resolve(serviceToken)),
    verifier: createTokenVerifier(trust),
    logger: createLogger('gateway', 'warn'),
    port: 0,
    production: true,
    // A hundred people with all that is asked of them are more than one request may ask for: here it may.
    limits: { cost: LIST_COST_MAX },
    // Counted as ever, and never spent: the bench asks in a minute what a viewer asks in a year.
    rateLimit: { pointsPerMinute: Number.MAX_SAFE_INTEGER },
  });
  return {
    ready: { url: gateway.url },
    async stop() {
      await gateway.stop();
      await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
    },
  };
});
