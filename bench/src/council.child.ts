import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { serviceActor } from '@connected-lives/kit/actor';
import { createTokenVerifier } from '@connected-lives/kit/token';
import type { DatabaseSettings } from '@connected-lives/scripts/config';
import { startCouncil } from '@connected-lives/scripts/council';
import { SUPERGRAPH_PATH } from '@connected-lives/scripts/project-root';
import { createBenchIssuer, type Trust } from './bench-issuer.ts';
import { answerParent } from './processes/answer-parent.ts';

export interface CouncilSettings {
  readonly urls: DatabaseSettings;
  readonly trust: Trust;
}

/** The whole council in one process, as `npm start` runs it. */
answerParent(async ({ urls, trust }: CouncilSettings) => {
  const own = createBenchIssuer();
  const council = await startCouncil({
    urls,
    supergraphSdl: await readFile(SUPERGRAPH_PATH, 'utf8'),
    verifier: createTokenVerifier(trust),
    arrangement: 'together',
    // Asked for only by services that are apart.
    serviceToken: () => Promise.resolve(own.tokenFor(serviceActor(randomUUID(), 'Bench'))),
    logLevel: 'warn',
    // Counted as ever, and never spent: the bench asks in a minute what a viewer asks in a year.
    rateLimit: { pointsPerMinute: Number.MAX_SAFE_INTEGER },
  });
  return { ready: { url: council.url }, stop: () => council.stop() };
});
