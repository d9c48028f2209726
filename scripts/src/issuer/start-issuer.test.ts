import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientCredentials } from '@connected-lives/kit/feed-over-http';
import { createTokenVerifier } from '@connected-lives/kit/token';
import { demoPeople } from '../demo-people.ts';
import { askToken } from './ask-token.ts';
import { AUDIENCE } from './claims.ts';
import { DEMO_CLIENT, DEMO_PERSON_GRANT, PAGES_CLIENT } from './council-provider.ts';
import { type IssuerKeys, makeKeys } from './issuer-keys.ts';
import { type RunningIssuer, startIssuer } from './start-issuer.ts';

const PAGES = 'http://localhost:4000';

let keys: IssuerKeys;
let issuer: RunningIssuer;

beforeAll(async () => {
  keys = await makeKeys();
  issuer = await startIssuer({ port: 0, keys, origins: [PAGES], production: false });
});
afterAll(() => issuer.stop());

function verify(token: string) {
  const { url, jwksUrl } = issuer;
  return createTokenVerifier({ issuer: url, audience: AUDIENCE, jwks: jwksUrl }).verify(token);
}

describe('the development issuer', () => {
  it('gives every demo person a token from which the graph reads exactly that actor', async () => {
    for (const person of demoPeople()) {
      const { actor, expiresAt } = await verify(await askToken(issuer.url, person.name));

      expect(actor).toEqual({ ...person.actor, clientId: 'council-demo' });
      expect(expiresAt - Date.now()).toBeGreaterThan(55 * 60_000);
    }
  });

  it('names the demo people to somebody who asks for one there is not', async () => {
    await expect(askToken(issuer.url, 'director')).rejects.toThrow(
      /no demo person "director"\. There are: practitioner, practitioner-2, manager/,
    );
  });

  it('gives the council’s own services the role of a service', async () => {
    const { tokenUrl, services } = issuer;

    const token = await clientCredentials({ tokenUrl, ...services, audience: AUDIENCE })();

    expect((await verify(token)).actor).toMatchObject({
      role: 'service',
      teamIds: [],
      practitionerId: null,
      personId: null,
    });
  });

  it('refuses a service that does not know the secret', async () => {
    const { tokenUrl, services } = issuer;
    const guess = { ...services, clientSecret: 'a guess' };

    await expect(clientCredentials({ tokenUrl, ...guess, audience: AUDIENCE })()).rejects.toThrow(
      /401/,
    );
  });

  it('lets the council’s own pages ask, and no other page', async () => {
    const askFrom = (origin: string) =>
      fetch(issuer.tokenUrl, {
        method: 'POST',
        headers: { origin },
        body: new URLSearchParams({
          grant_type: DEMO_PERSON_GRANT,
          client_id: DEMO_CLIENT,
          demo_person: 'citizen',
        }),
      });

    const own = await askFrom(PAGES);
    const other = await askFrom('https://elsewhere.example');

    expect(own.headers.get('access-control-allow-origin')).toBe(PAGES);
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
    expect(await other.text()).not.toContain('access_token');
  });

  it('signs somebody in on a page with a code and PKCE', async () => {
    const verifier = randomBytes(32).toString('base64url');
    const browser = createBrowser();

    const page = await browser(
      `${issuer.url}/auth?${String(
        new URLSearchParams({
          client_id: PAGES_CLIENT,
          response_type: 'code',
          scope: 'openid profile',
          redirect_uri: `${PAGES}/signed-in`,
          state: 'where I was',
          code_challenge: createHash('sha256').update(verifier).digest('base64url'),
          code_challenge_method: 'S256',
        }),
      )}`,
    );
    const back = await browser(page.url, { demo_person: 'manager' });
    const answer = await fetch(issuer.tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: PAGES_CLIENT,
        redirect_uri: `${PAGES}/signed-in`,
        code: new URL(back.url).searchParams.get('code') ?? '',
        code_verifier: verifier,
      }),
    });

    expect(page.html).toContain('Everybody here is made up');
    const { access_token: token } = (await answer.json()) as { access_token: string };
    expect((await verify(token)).actor.role).toBe('manager');
  });

  it('honours after a restart the tokens it gave before', async () => {
    const token = await askToken(issuer.url, 'duty');
    const port = Number(new URL(issuer.url).port);

    await issuer.stop();
    issuer = await startIssuer({ port, keys, origins: [PAGES], production: false });

    expect((await verify(token)).actor.role).toBe('duty');
  });

  it('says which setting moves it when its port is taken', async () => {
    const port = Number(new URL(issuer.url).port);

    await expect(startIssuer({ port, keys, origins: [], production: false })).rejects.toThrow(
      `Port ${String(port)} is in use by another program`,
    );
  });

  it('does not run in production', async () => {
    await expect(startIssuer({ port: 0, keys, origins: [], production: true })).rejects.toThrow(
      /does not run with NODE_ENV=production/,
    );
  });
});

/** As much of a browser as signing in needs: it follows redirects within the issuer and keeps cookies. */
function createBrowser() {
  const cookies = new Map<string, string>();
  return async (start: string, form?: Record<string, string>) => {
    let url = start;
    let body = form === undefined ? undefined : new URLSearchParams(form);
    for (;;) {
      const response = await fetch(url, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
        redirect: 'manual',
        ...(body !== undefined && { body }),
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        cookies.set(name, value);
      }
      const target = response.headers.get('location');
      if (target === null) {
        return { url, html: await response.text() };
      }
      url = new URL(target, url).href;
      body = undefined;
      if (!url.startsWith(issuer.url)) {
        return { url, html: '' };
      }
    }
  };
}
