import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  jwtVerify,
} from 'jose';
import { type Actor, type Role, ROLES } from './actor.ts';
import { Refusal } from './refusal.ts';

export interface VerifiedToken {
  readonly actor: Actor;
  readonly token: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  /** Epoch milliseconds, in whole seconds. Null when the token does not say. */
  readonly issuedAt: number | null;
}

export interface TokenVerifier {
  /** Refuses with UNAUTHENTICATED whatever is wrong with the token. */
  verify(token: string): Promise<VerifiedToken>;
}

/**
 * Verifies JWT access tokens (RFC 9068) of one issuer. The gateway and every subgraph that stands
 * alone verify the same token, so that no process trusts another's word for who is asking.
 */
export function createTokenVerifier(options: {
  issuer: string;
  audience: string;
  jwks: URL | JSONWebKeySet;
}): TokenVerifier {
  const { issuer, audience, jwks } = options;
  const keys = jwks instanceof URL ? createRemoteJWKSet(jwks) : createLocalJWKSet(jwks);
  return {
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer,
          audience,
          algorithms: ['ES256', 'EdDSA', 'RS256', 'PS256'],
          requiredClaims: ['exp', 'sub', 'role'],
        });
        return {
          actor: actorOf(payload),
          token,
          expiresAt: Number(payload.exp) * 1000,
          issuedAt: payload.iat === undefined ? null : payload.iat * 1000,
        };
      } catch (error) {
        throw refusalOf(error);
      }
    },
  };
}

const CLIENT_LENGTH_MAX = 100;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function actorOf(claims: JWTPayload): Actor {
  const role = ROLES.find((known) => known === claims['role']);
  const teamIds = claims['team_ids'] ?? [];
  if (
    role === undefined ||
    !isUuid(claims.sub) ||
    !Array.isArray(teamIds) ||
    !teamIds.every(isUuid)
  ) {
    throw new Refusal('UNAUTHENTICATED', 'The access token does not say who you are.');
  }
  return {
    id: claims.sub,
    role: role satisfies Role,
    name: typeof claims['name'] === 'string' ? claims['name'] : '',
    teamIds,
    practitionerId: isUuid(claims['practitioner_id']) ? claims['practitioner_id'] : null,
    personId: isUuid(claims['person_id']) ? claims['person_id'] : null,
    ...clientOf(claims),
  };
}

/** `client_id` of RFC 9068; issuers that predate it say `azp`. */
function clientOf(claims: JWTPayload): Pick<Actor, 'clientId'> {
  const clientId = claims['client_id'] ?? claims['azp'];
  return typeof clientId === 'string' ? { clientId: clientId.slice(0, CLIENT_LENGTH_MAX) } : {};
}

function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

function refusalOf(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) {
    return new Refusal('UNAUTHENTICATED', 'The access token has expired. Sign in again.');
  }
  if (error instanceof errors.JWKSTimeout || error instanceof TypeError) {
    return new Refusal('ISSUER_UNAVAILABLE', 'Who you are cannot be checked at the moment.');
  }
  // An unknown key, a wrong audience, a broken signature: the caller learns no more than that.
  return error instanceof errors.JOSEError
    ? new Refusal('UNAUTHENTICATED', 'The access token is not valid here.')
    : error;
}
