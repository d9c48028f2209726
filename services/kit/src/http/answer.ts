import type { ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';

/** The HTTP status of a request that was refused before anything was asked. */
export function statusOf(refusal: GraphQLError): number {
  switch (refusal.extensions['code']) {
    case 'UNAUTHENTICATED':
      return 401;
    case 'BODY_TOO_LARGE':
      return 413;
    case 'BAD_REQUEST':
      return 400;
    case 'ISSUER_UNAVAILABLE':
      return 503;
    default:
      return 500;
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}
