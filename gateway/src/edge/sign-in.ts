import { LRUCache } from 'lru-cache';
import type { TokenVerifier, VerifiedToken } from '@connected-lives/kit/token';
import type { Departures } from '../rights/departures.ts';
import { RequestRefusal } from '../errors/request-refusal.ts';

const TOKENS_MAX = 10_000;

/**
 * Finds out who asks, from the access token alone: whatever other headers claim is not read. A
 * token that was verified is not verified again until it expires.
 */
export class SignIn {
  readonly #verifier: TokenVerifier;
  readonly #departures: Departures;
  readonly #verified = new LRUCache<string, VerifiedToken>({ max: TOKENS_MAX });

  constructor(verifier: TokenVerifier, departures: Departures) {
    this.#verifier = verifier;
    this.#departures = departures;
  }

  /** Rejects with UNAUTHENTICATED when there is no token, or none that holds and still says who asks. */
  async verify(authorization: unknown): Promise<VerifiedToken> {
    const token =
      typeof authorization === 'string' ? /^Bearer +(\S+)$/i.exec(authorization)?.[1] : undefined;
    if (token === undefined) {
      throw tokenNeeded();
    }
    const known = this.#verified.get(token);
    if (known !== undefined && known.expiresAt > Date.now()) {
      this.requireStill(known);
      return known;
    }
    const verified = await this.#verifier.verify(token);
    this.requireStill(verified);
    const lifetimeMs = verified.expiresAt - Date.now();
    if (lifetimeMs > 0) {
      this.#verified.set(token, verified, { ttl: lifetimeMs });
    }
    return verified;
  }

  /** The same for a connection that was verified when it was opened. */
  requireStill(viewer: VerifiedToken): void {
    this.#departures.requireBelieved(viewer);
  }
}

export function tokenNeeded(): RequestRefusal {
  return RequestRefusal.of('UNAUTHENTICATED', 'Send an access token: Authorization: Bearer …', {
    status: 401,
    headers: { 'www-authenticate': 'Bearer' },
  });
}
