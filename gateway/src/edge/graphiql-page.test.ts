import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGateway, type TestGateway } from '../gateway.given.ts';

let started: TestGateway;
beforeAll(async () => {
  started = await startTestGateway({
    production: false,
    allowedOrigins: ['https://boards.example'],
    graphiql: {
      demoPeople: [{ name: 'duty', label: 'The duty worker </script>' }],
      devTokenUrl: 'http://localhost:4010/token',
      examples: [{ name: 'A person', query: '{ person(id: "p1") { name } }' }],
    },
  });
});
afterAll(() => started.gateway.stop());

describe('the GraphiQL page', () => {
  it('names the demo people and the examples, and cannot be broken out of', async () => {
    const page = await (await fetch(`${started.gateway.url}/`)).text();

    const settings = /<script type="application\/json" id="settings">(.*?)<\/script>/s.exec(
      page,
    )?.[1];
    expect(JSON.parse(settings ?? '')).toMatchObject({
      demoPeople: [{ name: 'duty', label: 'The duty worker </script>' }],
      examples: [{ name: 'A person' }],
    });
  });

  it('needs nothing from any other machine but the issuer', async () => {
    const response = await fetch(`${started.gateway.url}/`);
    const page = await response.text();
    const wanted = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '');
    const client = await (
      await fetch(`${started.gateway.url}/graphiql/graphql-ws/client.js`)
    ).text();
    const imported = [...client.matchAll(/from '\.\/([^']+)'/g)].map(
      ([, name]) => `/graphiql/graphql-ws/${name}`,
    );

    expect(wanted).toHaveLength(5);
    expect(imported).not.toHaveLength(0);
    for (const path of [...wanted, ...imported]) {
      const file = await fetch(started.gateway.url + path);
      expect([path, file.status]).toEqual([path, 200]);
    }
    expect(page).not.toMatch(/(src|href)="https?:/);
    expect(response.headers.get('content-security-policy')).toContain(
      "connect-src 'self' ws: wss: http://localhost:4010",
    );
  });
});

describe('other origins', () => {
  it('may ask when they are allowed', async () => {
    const preflight = (origin: string) =>
      fetch(`${started.gateway.url}/graphql`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });

    const allowed = await preflight('https://boards.example');
    const foreign = await preflight('https://elsewhere.example');

    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://boards.example');
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  });
});
