import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient as createStreamClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { startTestGateway, type TestGateway, tokenFor } from '../gateway.given.ts';
import { documentHash } from './document-hash.ts';

const STORED = '# A person.\nquery Person($id: ID!) { person(id: $id) { name } }\n';
const WATCHED = 'subscription Changes { changed(team: "t1") { kind } }\n';
const OTHER = '{ person(id: "p1") { id } }';
const ANSWER = { data: { person: { name: 'Person 1 "quoted"' } } };
const manifest = new Map([STORED, WATCHED].map((text) => [documentHash(text), text]));
const variables = { id: 'p1' };
const extensions = { persistedQuery: { version: 1, sha256Hash: documentHash(STORED) } };
const documentId = `sha256:${documentHash(STORED)}`;

let started: TestGateway;
beforeAll(async () => {
  started = await startTestGateway({ trustedDocuments: { manifest, mayExplore: ['analyst'] } });
});
afterAll(() => started.gateway.stop());

async function ask(body: unknown, headers: Record<string, string> = {}) {
  const response = await started.post(body, headers);
  const { errors, ...rest } = (await response.json()) as {
    errors?: { extensions: { code: string } }[];
  };
  return errors === undefined
    ? rest
    : { status: response.status, code: errors[0]?.extensions.code };
}

async function overWebSocket(payload: Record<string, unknown>): Promise<unknown> {
  const client = createClient({
    url: `${started.gateway.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${tokenFor()}` },
  });
  try {
    return (await client.iterate(payload as { query: string }).next()).value;
  } catch (errors) {
    return (errors as { extensions: { code: string } }[])[0]?.extensions.code;
  } finally {
    await client.dispose();
  }
}

describe('stored operations', () => {
  it('are asked for by their hash, in either way of saying it', async () => {
    expect(await ask({ extensions, variables })).toEqual(ANSWER);
    expect(await ask({ documentId, variables })).toEqual(ANSWER);
    expect(await ask({ query: STORED, variables })).toEqual(ANSWER);
    expect(await ask({ query: STORED, extensions, variables })).toEqual(ANSWER);
  });

  it('are asked for by GET, which every query may use', async () => {
    for (const named of [{ documentId }, { extensions: JSON.stringify(extensions) }]) {
      const search = new URLSearchParams({ ...named, variables: JSON.stringify(variables) });
      const response = await fetch(`${started.gateway.url}/graphql?${search.toString()}`, {
        headers: { authorization: `Bearer ${tokenFor()}` },
      });
      expect(await response.json()).toEqual(ANSWER);
    }
  });

  it('are asked for over a WebSocket, which wants a query that is empty', async () => {
    expect(await overWebSocket({ query: '', extensions, variables })).toEqual(ANSWER);
    expect(await overWebSocket({ query: '', documentId, variables })).toEqual(ANSWER);
    expect(await overWebSocket({ query: OTHER })).toBe('DOCUMENT_NOT_TRUSTED');
  });

  it('are asked for as a stream of events', async () => {
    const client = createStreamClient({
      url: `${started.gateway.url}/graphql`,
      retryAttempts: 0,
      headers: { authorization: `Bearer ${tokenFor()}` },
    });
    const payload = { documentId: `sha256:${documentHash(WATCHED)}` };
    const stream = client.iterate(payload as unknown as { query: string });
    const first = stream.next();
    while (started.council.changes.size === 0) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    started.council.changes.say({ changed: { kind: 'NEW', person: null } });

    expect((await first).value).toEqual({ data: { changed: { kind: 'NEW' } } });
    await stream.return?.();
  });

  it('are all that is answered in production', async () => {
    const refused = { status: 403, code: 'DOCUMENT_NOT_TRUSTED' };

    expect(await ask({ query: OTHER })).toEqual(refused);
    expect(await ask({ query: STORED.trimEnd(), variables })).toEqual(refused);
    expect(await ask({ query: OTHER }, { accept: 'text/event-stream' })).toEqual(refused);
    expect(await ask({ query: '{ nonsense', variables })).toEqual(refused);
  });

  it('are not all that an analyst may ask', async () => {
    const authorization = `Bearer ${tokenFor({ role: 'analyst' })}`;

    expect(await ask({ query: OTHER }, { authorization })).toEqual({
      data: { person: { id: 'p1' } },
    });
  });

  it('are found by a whole and right hash only', async () => {
    const other = documentHash(OTHER);

    expect(await ask({ documentId: `sha256:${other}` })).toEqual({
      status: 400,
      code: 'DOCUMENT_NOT_FOUND',
    });
    expect(await ask({ extensions: { persistedQuery: { sha256Hash: '__proto__' } } })).toEqual({
      status: 400,
      code: 'DOCUMENT_NOT_FOUND',
    });
    for (const body of [
      { documentId: documentHash(STORED) },
      { documentId: 7 },
      { query: OTHER, documentId },
      { query: 7, documentId },
      { extensions: { persistedQuery: {} } },
      {},
    ]) {
      expect(await ask(body)).toEqual({ status: 400, code: 'BAD_REQUEST' });
    }
  });

  it('are no limit outside production, where operations are written', async () => {
    const open = await startTestGateway({
      production: false,
      trustedDocuments: { manifest, mayExplore: [] },
    });

    const own = await open.post({ query: OTHER });
    const stored = await open.post({ documentId, variables });
    await open.gateway.stop();

    expect(await own.json()).toEqual({ data: { person: { id: 'p1' } } });
    expect(await stored.json()).toEqual(ANSWER);
  });
});
