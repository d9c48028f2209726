import { readFile } from 'node:fs/promises';
import { clientCredentials } from '@connected-lives/kit/feed-over-http';
import { createTokenVerifier } from '@connected-lives/kit/token';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
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
    // A machine that is busy with other tests is no overloaded gateway, and no slow service.
    gateway: {
      load: { lagMsMax: 60_000 },
      timeouts: { subgraphTimeoutMs: 15_000, operationTimeoutMs: 20_000 },
    },
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

  it('leaves one trace of an operation, from the gateway to the use case in a service', async () => {
    const exporter = new InMemorySpanExporter();
    const tracers = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
    const council = await startCouncil({ ...options, arrangement, tracers });
    const query = `mutation Open { openConversation(input: {
      personId: "01939c5e-0000-7000-8000-00000000beef", purpose: "To get about again",
      stage: CONNECT_AND_ENABLE, ledBy: TOGETHER, idempotencyKey: "traced-once" }) { id } }`;

    const answer = await ask(council.url, query);
    await council.stop();

    expect(answer).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    const spans = exporter.getFinishedSpans();
    expect(pathTo('openConversation', spans)).toEqual([
      'gateway: Open',
      'gateway: fetch practice',
      'practice: practice mutation',
      'practice: openConversation',
    ]);
    expect(spans.find(({ name }) => name === 'openConversation')?.attributes).toEqual({
      'use_case.outcome': 'refused',
    });
    expect(JSON.stringify(spans.map(({ name, attributes }) => [name, attributes]))).not.toMatch(
      /beef|get about|Rowan/,
    );
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

/** From the first span of a trace to the one of this name, each with who made it. */
function pathTo(name: string, spans: readonly ReadableSpan[]): string[] {
  const path: string[] = [];
  let span = spans.find((each) => each.name === name);
  while (span !== undefined) {
    path.unshift(`${span.instrumentationScope.name}: ${span.name}`);
    const above = span.parentSpanContext?.spanId;
    span = spans.find((each) => each.spanContext().spanId === above);
  }
  return path;
}

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
