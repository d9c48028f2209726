import type { IncomingMessage, ServerResponse } from 'node:http';
import { Answer } from '../answer.ts';
import { refusalOf } from '../errors/answer-fault.ts';
import { RequestRefusal } from '../errors/request-refusal.ts';
import type { ReadyOperation } from '../executor.ts';
import { admitOperation } from './admit-operation.ts';
import { withExtensions } from './answer-extensions.ts';
import type { EdgeParts } from './edge-parts.ts';
import { sendEventStream } from './event-stream.ts';
import { readOperation } from './graphql-request.ts';
import { withVisit } from './visit.ts';
import { chooseMediaType, EVENT_STREAM, GRAPHQL_RESPONSE, type MediaType } from './media-type.ts';
import {
  admitPublicOperation,
  admitPublicViewer,
  type EdgeViewer,
  publicFault,
} from './public-viewer.ts';
import { mapEvents } from '../live/map-events.ts';
import { countRefusal } from '../metrics.ts';
import type { OperationWatch } from '../observe/operation-watch.ts';

/** In characters. An answer from here on is cheaper to send as bytes, and holds less memory. */
const LONG_ANSWER_LENGTH = 32_768;

const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** Answers one request to `/graphql`: JSON, or a stream of events where the client accepts one. */
export async function answerGraphql(
  parts: EdgeParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = requestIdOf(request);
  const headers = { 'x-request-id': requestId };
  const mediaType = chooseMediaType(request.headers.accept);
  const isPublic = request.headers.authorization === undefined;
  let admitted = false;
  let leave = (): void => {};
  try {
    parts.load.requireRoom();
    const viewer = await viewerOf(parts, request);
    requireMethod(request);
    if (mediaType === undefined) {
      throw RequestRefusal.of(
        'NOT_ACCEPTABLE',
        `Accept ${GRAPHQL_RESPONSE}, application/json or ${EVENT_STREAM}.`,
        { status: 406 },
      );
    }
    const { traceparent: sent, ...asked } = await readOperation(
      request,
      parts.executor.limits.bodyBytes,
    );
    // A page's own source of events sets no headers, so it may be an extension too.
    const { traceparent = sent } = request.headers;
    leave = parts.load.enter();
    const operation =
      viewer.token === null
        ? admitPublicOperation(parts, asked)
        : admitOperation(parts, asked, viewer.actor);
    admitted = true;
    requireMethodFor(operation, request, mediaType);
    await (viewer.token === null
      ? parts.publicRateLimit.spend(viewer.client, operation.cost)
      : parts.rateLimit.spend(viewer.actor, operation.cost));
    if (operation.prepared.kind === 'subscription' && viewer.token !== null) {
      leave();
      const reader = await parts.live.open(operation, {
        viewer,
        requestId,
        traceparent,
        leaving: leavingOf(response),
        abandon: () => response.destroy(),
      });
      const events = mapEvents(reader, async (answer: Answer) =>
        withExtensions(parts, request, operation, answer),
      );
      await sendEventStream(response, headers, events);
      return;
    }
    const watch = parts.observer.begin(operation, { requestId, traceparent });
    const ran = await run(parts, operation, viewer, requestId, response, watch);
    const answer = withExtensions(parts, request, operation, ran, watch.fetches);
    leave();
    if (mediaType === EVENT_STREAM) {
      await sendEventStream(response, headers, single(answer));
    } else {
      sendText(response, 200, mediaType, answer.text, headers);
    }
  } catch (fault) {
    const told = isPublic && !admitted ? publicFault(fault) : fault;
    refuse(parts, response, mediaType, headers, told);
  } finally {
    leave();
  }
}

/** Whoever sends no token at all is the public; a token that is wrong is refused as such. */
async function viewerOf(parts: EdgeParts, request: IncomingMessage): Promise<EdgeViewer> {
  const { authorization } = request.headers;
  return authorization === undefined
    ? admitPublicViewer(parts, request)
    : withVisit(
        parts,
        await parts.signIn.verify(authorization),
        request,
        request.headers['x-purpose'],
      );
}

function run(
  parts: EdgeParts,
  operation: ReadyOperation,
  viewer: EdgeViewer,
  requestId: string,
  response: ServerResponse,
  watch: OperationWatch,
): Promise<Answer> {
  const { actor, token } = viewer;
  const signal = leavingOf(response);
  return parts.executor.execute(operation, { actor, token, requestId, signal }, watch);
}

/** Aborted when the connection closes before everything was sent, or has closed already. */
function leavingOf(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  if (response.destroyed) {
    gone.abort();
  }
  response.once('close', () => {
    if (!response.writableFinished) {
      gone.abort();
    }
  });
  return gone.signal;
}

function refuse(
  parts: EdgeParts,
  response: ServerResponse,
  mediaType: MediaType | undefined,
  headers: Readonly<Record<string, string>>,
  fault: unknown,
): void {
  const refusal = refusalOf(fault, parts.logger);
  countRefusal(refusal.code);
  if (response.headersSent) {
    // A stream broke off: without its last event, the client knows to begin again.
    response.destroy();
    return;
  }
  const json = mediaType === GRAPHQL_RESPONSE ? GRAPHQL_RESPONSE : 'application/json';
  // Whoever asked for a stream of events would take 200 for the beginning of one.
  const status = mediaType === 'application/json' && refusal.wellFormed ? 200 : refusal.status;
  sendText(response, status, json, Answer.ofErrors(refusal.errors).text, {
    ...headers,
    ...refusal.headers,
  });
}

function requireMethod(request: IncomingMessage): void {
  if (request.method !== 'POST' && request.method !== 'GET') {
    throw methodRefused('GET, POST', 'Send a POST, or a GET for a query.');
  }
}

function requireMethodFor(
  { prepared }: ReadyOperation,
  request: IncomingMessage,
  mediaType: MediaType,
): void {
  if (prepared.kind === 'mutation' && request.method !== 'POST') {
    throw methodRefused('POST', 'A mutation is sent by POST.');
  }
  if (prepared.kind === 'subscription' && mediaType !== EVENT_STREAM) {
    throw RequestRefusal.of(
      'NOT_ACCEPTABLE',
      `A subscription is answered as ${EVENT_STREAM}, or over a WebSocket.`,
      { status: 406 },
    );
  }
}

function methodRefused(allow: string, message: string): RequestRefusal {
  return RequestRefusal.of('METHOD_NOT_ALLOWED', message, { status: 405, headers: { allow } });
}

function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : crypto.randomUUID();
}

async function* single(answer: Answer): AsyncIterable<Answer> {
  yield await Promise.resolve(answer);
}

function sendText(
  response: ServerResponse,
  status: number,
  mediaType: string,
  text: string,
  headers: Readonly<Record<string, string>>,
): void {
  // `node:http` joins a text to its head and copies both: for a short answer the quickest way.
  const body = text.length < LONG_ANSWER_LENGTH ? text : Buffer.from(text);
  response.writeHead(status, {
    'content-type': `${mediaType}; charset=utf-8`,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(body);
}
