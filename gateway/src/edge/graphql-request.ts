import type { IncomingMessage } from 'node:http';
import { RequestRefusal } from '../errors/request-refusal.ts';
import type { AskedDocument } from '../documents/trusted-documents.ts';
import type { ClientOperation } from '../executor.ts';

/** An operation as a client sent it: its document may be named by a hash alone. */
export interface AskedOperation extends AskedDocument {
  readonly operationName: string | null;
  readonly variables: NonNullable<ClientOperation['variables']> | null;
  /** The extension `traceparent`, for clients whose protocol has no headers. As it was sent. */
  readonly traceparent: unknown;
}

/**
 * Reads the operation of an HTTP request, by the GraphQL over HTTP specification. A POST must say
 * `application/json`, which no HTML form can: that is the protection against forged requests.
 */
export async function readOperation(
  request: IncomingMessage,
  bodyBytesMax: number,
): Promise<AskedOperation> {
  if (request.method === 'GET') {
    return operationOf(parametersOf(request.url ?? '/'));
  }
  requireJson(request.headers['content-type']);
  const text = await readBody(request, bodyBytesMax);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw badRequest('The body is not JSON.');
  }
  if (Array.isArray(body)) {
    throw badRequest('One operation a request: batches are not answered.');
  }
  if (!isMap(body)) {
    throw badRequest('The body must be a JSON object.');
  }
  return operationOf(body);
}

function parametersOf(url: string): Record<string, unknown> {
  const search = new URL(url, 'http://gateway').searchParams;
  const parameters: Record<string, unknown> = {};
  for (const name of ['query', 'operationName', 'documentId']) {
    const value = search.get(name);
    if (value !== null && value !== '') {
      parameters[name] = value;
    }
  }
  for (const name of ['variables', 'extensions']) {
    const value = search.get(name);
    if (value !== null && value !== '') {
      try {
        parameters[name] = JSON.parse(value);
      } catch {
        throw badRequest(`The parameter ${name} is not JSON.`);
      }
    }
  }
  return parameters;
}

/** Checks the parameters of an operation; those of a WebSocket message alike. */
export function operationOf(parameters: Readonly<Record<string, unknown>>): AskedOperation {
  const { query, documentId, operationName, variables, extensions } = parameters as {
    [name: string]: unknown;
  };
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') {
    throw badRequest('operationName must be a string.');
  }
  if (variables !== undefined && variables !== null && !isMap(variables)) {
    throw badRequest('variables must be a JSON object.');
  }
  if (extensions !== undefined && extensions !== null && !isMap(extensions)) {
    throw badRequest('extensions must be a JSON object.');
  }
  return {
    ...documentOf(query, documentId, extensions ?? {}),
    operationName: operationName ?? null,
    variables: variables ?? null,
    traceparent: extensions?.['traceparent'],
  };
}

const DOCUMENT_ID = /^sha256:([0-9a-f]{64})$/;

/**
 * A stored document is named by `documentId`, as the GraphQL over HTTP proposal for persisted
 * documents has it, or by the extension `persistedQuery` of Apollo's clients. An empty query beside
 * the name is none: the WebSocket protocol wants one.
 */
function documentOf(
  query: unknown,
  documentId: unknown,
  { persistedQuery }: { readonly persistedQuery?: unknown },
): AskedDocument {
  const named = isMap(persistedQuery) ? persistedQuery['sha256Hash'] : undefined;
  let hash = typeof named === 'string' ? named : null;
  if (documentId !== undefined && documentId !== null) {
    hash = (typeof documentId === 'string' ? DOCUMENT_ID.exec(documentId)?.[1] : undefined) ?? null;
    if (hash === null) {
      throw badRequest('documentId must be sha256: and the hash of a document, in lower case hex.');
    }
  }
  if (typeof query === 'string' && (query !== '' || hash === null)) {
    return { query, hash };
  }
  if (hash === null || (query !== undefined && query !== null && query !== '')) {
    throw badRequest('Send a query, or the documentId of a stored operation.');
  }
  return { query: null, hash };
}

function requireJson(contentType: string | undefined): void {
  if (contentType === 'application/json') {
    return;
  }
  const [mediaType, ...parameters] = (contentType ?? '').toLowerCase().split(';');
  const charset = parameters
    .map((parameter) => /^\s*charset\s*=\s*"?([^"\s]+)"?\s*$/.exec(parameter)?.[1])
    .find((value) => value !== undefined);
  if (mediaType?.trim() !== 'application/json' || (charset !== undefined && charset !== 'utf-8')) {
    throw RequestRefusal.of(
      'UNSUPPORTED_MEDIA_TYPE',
      'Send the operation as application/json in UTF-8.',
      { status: 415 },
    );
  }
}

function readBody(request: IncomingMessage, bytesMax: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const refuse = (): void => {
      request.off('data', take);
      request.pause();
      reject(
        RequestRefusal.of('QUERY_TOO_LARGE', `A request may be at most ${bytesMax} bytes.`, {
          status: 413,
          headers: { connection: 'close' },
          details: { limit: bytesMax },
        }),
      );
    };
    const take = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > bytesMax) {
        refuse();
      } else {
        chunks.push(chunk);
      }
    };
    if (Number(request.headers['content-length'] ?? 0) > bytesMax) {
      refuse();
      return;
    }
    request.on('data', take);
    request.once('end', () => {
      const [only] = chunks;
      resolve((chunks.length === 1 && only ? only : Buffer.concat(chunks)).toString('utf8'));
    });
    request.once('error', reject);
  });
}

function badRequest(message: string): RequestRefusal {
  return RequestRefusal.of('BAD_REQUEST', message);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
