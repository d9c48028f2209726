import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Decides whose pages may use the gateway from a browser: its own, and those of the allowed origins.
 * Programs that are no browser send no `Origin`.
 */
export function originIsAllowed(
  request: IncomingMessage,
  allowedOrigins: readonly string[],
): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) {
    return true;
  }
  if (allowedOrigins.includes(origin)) {
    return true;
  }
  return URL.canParse(origin) && new URL(origin).host === host;
}

const PREFLIGHT_SECONDS = 600;

/** Answers for browsers on other origins. True when the request was a preflight and is answered. */
export function applyCors(
  request: IncomingMessage,
  response: ServerResponse,
  allowedOrigins: readonly string[],
): boolean {
  const { origin } = request.headers;
  if (allowedOrigins.length > 0) {
    response.setHeader('vary', 'Origin');
  }
  if (origin === undefined || !allowedOrigins.includes(origin)) {
    return false;
  }
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-expose-headers', 'x-request-id, retry-after');
  if (
    request.method !== 'OPTIONS' ||
    request.headers['access-control-request-method'] === undefined
  ) {
    return false;
  }
  response
    .writeHead(204, {
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers':
        'authorization, content-type, x-request-id, x-purpose, x-graphql-cost, x-graphql-plan',
      'access-control-max-age': String(PREFLIGHT_SECONDS),
    })
    .end();
  return true;
}
