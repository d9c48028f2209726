import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientCredentials } from '@connected-lives/kit/feed-over-http';
import { createTokenVerifier } from '@connected-lives/kit/token';
import { type CouncilOptions, startCouncil } from './council.ts';
import { askToken } from './issuer/ask-token.ts';
import { AUDIENCE } from './issuer/claims.ts';
import { makeKeys } from './issuer/issuer-keys.ts';
import { type RunningIssuer, startIssuer } from './issuer/start-issuer.ts';
import { cloneDatabase, type TestDatabase } from './jest/test-databases.ts';
import { SUPERGRAPH_PATH } from './project-root.ts';
import { readTrustedDocuments } from './schema/stored-operations.ts';

let issuer: RunningIssuer;
let databases: TestDatabase[];
let options: Omit<CouncilOptions, 'arrangement'>;

beforeAll(async () => {
  issuer = await startIssuer({ port: 0, keys: await makeKeys(), origins: [], production: false });
  const [people, practice, finance] = await Promise.all([
    cloneDatabase('people'),
    cloneDatabase('practice'),
    cloneDatabase('finance'),
  ]);
  databases = [people, practice, finance];
  const urlsOf = ({ appUrl, ownerUrl }: TestDatabase) => ({ app: appUrl, owner: ownerUrl });
  options = {
    urls: { people: urlsOf(people), practice: urlsOf(practice), finance: urlsOf(finance) },
    supergraphSdl: await readFile(SUPERGRAPH_PATH, 'utf8'),
    verifier: createTokenVerifier({ issuer: issuer.url, audience: AUDIENCE, jwks: issuer.jwks }),
    serviceToken: clientCredentials({ ...issuer, ...issuer.services, audience: AUDIENCE }),
    logLevel: 'silent',
  };
});
afterAll(async () => {
  await issuer.stop();
  await Promise.all(databases.map((database) => database.drop()));
});

describe.each(['together', 'apart'] as const)('the council, %s', (arrangement) => {
  it('knows who asks, in every service', async () => {
    const council = await startCouncil({ ...options, arrangement });

    const answer = await ask(
      council.url,
      '{ me { name role } myBudget { id } teams { edges { cursor } } }',
    );
    await council.stop();

    expect(answer).toEqual({
      data: {
        me: { name: 'Rowan Ashby (demo)', role: 'PRACTITIONER' },
        myBudget: null,
        teams: { edges: [] },
      },
    });
    await expect(fetch(council.url)).rejects.toThrow('fetch failed');
  });

  it('answers stored operations in production, and others to analysts only', async () => {
    const trustedDocuments = await readTrustedDocuments();
    const council = await startCouncil({
      ...options,
      arrangement,
      production: true,
      trustedDocuments,
    });
    const [hash] =
      [...trustedDocuments.manifest].find(([, text]) => text.includes('query WhoIsHere')) ?? [];

    const stored = await send(council.url, 'practitioner', { documentId: `sha256:${hash ?? ''}` });
    const other = await send(council.url, 'practitioner', { query: '{ me { name } }' });
    const explored = await send(council.url, 'analyst', { query: '{ me { role } }' });
    await council.stop();

    expect(stored).toMatchObject({ data: { me: { role: 'PRACTITIONER' } } });
    expect(other).toMatchObject({ errors: [{ extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }] });
    expect(explored).toEqual({ data: { me: { role: 'ANALYST' } } });
  });

  it('leaves nothing running when the gateway’s port is taken', async () => {
    const first = await startCouncil({ ...options, arrangement });
    const ports = { gateway: Number(new URL(first.url).port) };

    await expect(startCouncil({ ...options, arrangement, ports })).rejects.toThrow(
      `Port ${String(ports.gateway)} is in use`,
    );

    await first.stop();
  });
});

function ask(url: string, query: string): Promise<unknown> {
  return send(url, 'practitioner', { query });
}

async function send(url: string, who: string, body: Record<string, string>): Promise<unknown> {
  const token = await askToken(issuer.url, who);
  const response = await fetch(new URL('/graphql', url), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}
