import type { Actor } from '@connected-lives/kit/actor';
import { createLogger } from '@connected-lives/kit/log';
import { Refusal } from '@connected-lives/kit/refusal';
import type { TokenVerifier } from '@connected-lives/kit/token';
import { type GatewaySettings, type RunningGateway, startGateway } from './gateway.ts';
import { TestCouncil } from './council.given.ts';
import { actor, composed, type MemorySubgraph } from './subgraph.given.ts';

/**
 * Believes tokens made by `tokenFor`. Their life begins when they are first shown, so that none is
 * over before a machine that is busy with other tests has sent it.
 */
export class TestVerifier implements TokenVerifier {
  verifications = 0;

  async verify(token: string) {
    this.verifications++;
    let claims: { actor: Actor; lifetimeMs: number; issuedAt: number };
    try {
      claims = JSON.parse(Buffer.from(token, 'base64url').toString()) as typeof claims;
    } catch {
      throw new Refusal('UNAUTHENTICATED', 'The access token is not valid here.');
    }
    const { actor: viewer, lifetimeMs, issuedAt } = claims;
    if (lifetimeMs <= 0) {
      throw new Refusal('UNAUTHENTICATED', 'The access token has expired. Sign in again.');
    }
    return { actor: viewer, issuedAt, expiresAt: Date.now() + lifetimeMs, token };
  }
}

export function tokenFor(props: Partial<Actor> = {}, lifetimeMs = 60_000): string {
  const claims = { actor: actor(props), lifetimeMs, issuedAt: Date.now() };
  return Buffer.from(JSON.stringify(claims)).toString('base64url');
}

export interface TestGateway {
  readonly gateway: RunningGateway;
  readonly council: TestCouncil;
  readonly verifier: TestVerifier;
  readonly people: MemorySubgraph;
  readonly practice: MemorySubgraph;
  readonly finance: MemorySubgraph;
  post(body: unknown, headers?: Record<string, string>): Promise<Response>;
  metrics(): Promise<string>;
}

export async function startTestGateway(
  settings: Partial<GatewaySettings> = {},
): Promise<TestGateway> {
  const council = new TestCouncil();
  const verifier = new TestVerifier();
  const subgraphs = council.subgraphs();
  const gateway = await startGateway({
    supergraphSdl: composed(Object.values(subgraphs)),
    subgraphs: Object.values(subgraphs),
    verifier,
    logger: createLogger('gateway', 'silent'),
    port: 0,
    metricsPort: 0,
    production: true,
    ...settings,
    // A machine that is busy with other tests is no overloaded gateway, and no slow subgraph.
    load: { lagMsMax: 60_000, ...settings.load },
    timeouts: { subgraphTimeoutMs: 10_000, ...settings.timeouts },
  });
  return {
    gateway,
    council,
    verifier,
    ...subgraphs,
    post: (body, headers = {}) =>
      fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json',
          authorization: `Bearer ${tokenFor()}`,
          ...headers,
        },
        body: typeof body === 'string' || isBytes(body) ? body : JSON.stringify(body),
      }),
    metrics: async () => (await fetch(gateway.metricsUrl ?? '')).text(),
  };
}

function isBytes(body: unknown): body is Uint8Array<ArrayBuffer> {
  return body instanceof Uint8Array;
}
