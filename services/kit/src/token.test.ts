import { describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { createTokenVerifier } from './token.ts';

const keys = await generateKeyPair('ES256', { extractable: true });
const strangers = await generateKeyPair('ES256', { extractable: true });
const verifier = createTokenVerifier({
  issuer: 'https://issuer.test',
  audience: 'connected-lives',
  jwks: { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'ES256' }] },
});
const SUBJECT = '01890000-0000-7000-8000-000000000001';
const TEAM = '01890000-0000-7000-8000-00000000000a';

function sign(claims: JWTPayload, key = keys.privateKey, kid = 'k1'): Promise<string> {
  return new SignJWT({ sub: SUBJECT, role: 'practitioner', team_ids: [TEAM], ...claims })
    .setProtectedHeader({ alg: 'ES256', kid })
    .setIssuer('https://issuer.test')
    .setAudience('connected-lives')
    .setExpirationTime('1h')
    .sign(key);
}

describe('an access token', () => {
  it('says who somebody is', async () => {
    const { actor, expiresAt } = await verifier.verify(
      await sign({ name: 'Sam', practitioner_id: SUBJECT }),
    );

    expect(actor).toEqual({
      id: SUBJECT,
      role: 'practitioner',
      name: 'Sam',
      teamIds: [TEAM],
      practitionerId: SUBJECT,
      personId: null,
    });
    expect(expiresAt).toBeGreaterThan(Date.now());
  });

  it.each([
    ['signed by somebody else', () => sign({}, strangers.privateKey)],
    ['signed with a key nobody knows', () => sign({}, strangers.privateKey, 'k2')],
    ['with a role that does not exist', () => sign({ role: 'director-of-everything' })],
    ['with a subject that is no id', () => sign({ sub: `'; drop table person` })],
    ['with teams that are no ids', () => sign({ team_ids: ['all'] })],
    ['that is no token', () => Promise.resolve('hello')],
    ['that has expired', () => sign({ exp: 1 }).then(expired)],
  ])('is refused %s, as the caller’s affair and not a fault', async (_what, make) => {
    await expect(verifier.verify(await make())).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });
});

async function expired(): Promise<string> {
  return new SignJWT({ sub: SUBJECT, role: 'practitioner' })
    .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
    .setIssuer('https://issuer.test')
    .setAudience('connected-lives')
    .setExpirationTime(1)
    .sign(keys.privateKey);
}
