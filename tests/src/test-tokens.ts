import type { Actor } from '@connected-lives/kit/actor';
import { createTokenVerifier, type TokenVerifier } from '@connected-lives/kit/token';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** An issuer for one test file: its tokens, and the verifier that believes them. */
export interface TestIssuer {
  readonly verifier: TokenVerifier;
  tokenFor(actor: Actor, lifeSeconds?: number): Promise<string>;
}

export async function createTestIssuer(): Promise<TestIssuer> {
  const issuer = 'https://issuer.test';
  const audience = 'connected-lives';
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256' };
  return {
    verifier: createTokenVerifier({ issuer, audience, jwks: { keys: [jwk] } }),
    tokenFor: (actor, lifeSeconds = 3_600) =>
      new SignJWT({
        role: actor.role,
        name: actor.name,
        team_ids: actor.teamIds,
        practitioner_id: actor.practitionerId ?? undefined,
        person_id: actor.personId ?? undefined,
        client_id: actor.clientId,
      })
        .setProtectedHeader({ alg: 'ES256', kid: 'test' })
        .setSubject(actor.id)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(new Date(Date.now() + lifeSeconds * 1_000))
        .sign(privateKey),
  };
}
