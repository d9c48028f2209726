import { startGateway } from '@connected-lives/gateway/gateway';
import { AccessLog } from '@connected-lives/kit/access-log';
import type { ServiceParts } from '@connected-lives/kit/context';
import { InProcessSubgraph } from '@connected-lives/kit/in-process';
import { createLogger } from '@connected-lives/kit/log';
import { createTokenVerifier } from '@connected-lives/kit/token';
import { SERVICE_NAMES } from '@connected-lives/kit/service-name';
import pg from 'pg';
import type { Trust } from '../bench-issuer.ts';
import { answerParent } from '../processes/answer-parent.ts';
import { type Case, loadersOfCases } from '../subgraphs/remembered-cases.ts';
import { SERVICE_SCHEMAS } from '../subgraphs/service-schemas.ts';

export interface OurWholeSettings {
  readonly supergraphSdl: string;
  readonly cases: readonly Case[];
  readonly trust: Trust;
}

/** Our gateway with the three services in its process, over cases in memory. */
answerParent(async ({ supergraphSdl, cases, trust }: OurWholeSettings) => {
  const logger = createLogger('gateway', 'warn');
  const loaders = loadersOfCases(cases);
  // Never connects: what comes from memory asks no database, and leaves nothing for the access log.
  const pool = new pg.Pool();
  const subgraphs = SERVICE_NAMES.map((name) => {
    const parts: Omit<ServiceParts, 'orm' | 'feed'> = {
      name,
      pool,
      readPool: pool,
      accessLog: new AccessLog(pool),
      log: logger,
      now: () => new Date(),
      catchUp: () => Promise.resolve(),
    };
    return new InProcessSubgraph(SERVICE_SCHEMAS[name], parts as ServiceParts, loaders[name]);
  });
  const gateway = await startGateway({
    supergraphSdl,
    subgraphs,
    verifier: createTokenVerifier(trust),
    logger,
    port: 0,
    production: true,
    // Counted as ever, and never spent: the bench asks in a minute what a viewer asks in a year.
    rateLimit: { pointsPerMinute: Number.MAX_SAFE_INTEGER },
  });
  return {
    ready: { url: gateway.url },
    async stop() {
      await gateway.stop();
      await pool.end();
    },
  };
});
