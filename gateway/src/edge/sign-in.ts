import { LRUCache } from 'lru-cache';
import type { TokenVerifier, VerifiedToken } from '@connected-lives/kit/token';
import { RequestRefusal } from '../errors/request-refusal.ts';

const TOKENS_MAX = 10_000;

/**
 * Finds out who asks, from the access token alone: whatever other headers claim is not read. A
 * token that was verified is not verified again until it expires.
 */
export class SignIn {
  readonly #verifier: TokenVerifier;
  readonly #verified = new LRUCache<string, VerifiedToken>({ max: TOKENS_MAX });

  constructor(verifier: TokenVerifier) {
    this.#verifier = verifier;
  }

  /** Rejects with UNAUTHENTICATED when there is no token, or none that holds. */
  async verify(authorization: unknown): Promise<VerifiedToken> {
    const token =
      typeof authorization === 'string' ? /^Bearer +(\S+)$/i.exec(authorization)?.[1] : undefined;
    if (token === undefined) {
      throw RequestRefusal.of('UNAUTHENTICATED', 'Send an access token: Authorization: Bearer …', {
        status: 401,
        headers: { 'www-authenticate': 'Bearer' },
      });
    }
    const known = this.#verified.get(token);
    if (known !== undefined && known.expiresAt > Date.now()) {
      return known;
    }
    const verified = await this.#verifier.verify(token);
    const lifetimeMs = verified.expiresAt - Date.now();
    if (lifetimeMs > 0) {
      this.#verified.set(token, verified, { ttl: lifetimeMs });
    }
    return verified;
  }
}
