import { generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';

/** What a process needs to believe the bench's tokens. */
export interface Trust {
  readonly issuer: string;
  readonly audience: string;
  readonly jwks: { readonly keys: (JsonWebKey & { kty: string })[] };
}

/** An issuer of access tokens for as long as one run. */
export interface BenchIssuer {
  readonly trust: Trust;
  tokenFor(actor: Actor): string;
}

const LIFE_SECONDS = 3_600;

export function createBenchIssuer(): BenchIssuer {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kty: 'EC', kid: 'bench', alg: 'ES256' };
  const issuer = 'https://issuer.bench';
  const audience = 'connected-lives';
  return {
    trust: { issuer, audience, jwks: { keys: [jwk] } },
    tokenFor({ id, role, name, teamIds, practitionerId, personId }) {
      const head = part({ alg: 'ES256', kid: 'bench' });
      const claims = part({
        iss: issuer,
        aud: audience,
        sub: id,
        exp: Math.floor(Date.now() / 1_000) + LIFE_SECONDS,
        role,
        name,
        team_ids: teamIds,
        practitioner_id: practitionerId ?? undefined,
        person_id: personId ?? undefined,
      });
      const signed = Buffer.from(`${head}.${claims}`);
      const signature = sign('sha256', signed, { key: privateKey, dsaEncoding: 'ieee-p1363' });
      return `${signed.toString()}.${signature.toString('base64url')}`;
    },
  };
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
