import type { IncomingMessage } from 'node:http';
import type { Role, Visit } from '../actor.ts';
import { findPurpose } from '../look-purpose-of-role.ts';
import { PUBLIC_ACTOR, tokenNeeded } from '../public-operations.ts';
import { Refusal } from '../refusal.ts';
import type { OperationRequest } from '../subgraph.ts';
import type { TokenVerifier, VerifiedToken } from '../token.ts';

export const BODY_BYTES_MAX = 1_000_000;
const DEADLINE_MS = 15_000;

/** Who is asking, from an `Authorization` header or its like in a WebSocket's first message. */
export function authenticate(
  verifier: TokenVerifier,
  header: string | undefined,
): Promise<VerifiedToken> {
  const token = /^Bearer (.+)$/i.exec(header ?? '')?.[1];
  if (token === undefined) {
    throw tokenNeeded();
  }
  return verifier.verify(token);
}

/** Who asks, and the token they came with: null for the public. */
export type Viewer = Pick<VerifiedToken, 'actor'> & { readonly token: string | null };

/** The same for `/graphql`, where whoever sends no token at all may ask what is public. */
export async function authenticateOrPublic(
  verifier: TokenVerifier,
  header: string | undefined,
): Promise<Viewer> {
  return header === undefined
    ? { actor: PUBLIC_ACTOR, token: null }
    : authenticate(verifier, header);
}

/** One request of the gateway, with the deadline, the number and the name it passed on. */
export function operationRequest(
  verified: Viewer,
  /** Headers, or the first message of a socket. */
  headers: Readonly<Record<string, unknown>> | undefined,
  operationKind: OperationRequest['operationKind'],
  signal: AbortSignal,
): OperationRequest {
  const header = (name: string): string | null => {
    const value = headers?.[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const remainingMs = Number(header('x-deadline-ms') ?? DEADLINE_MS);
  const deadlineMs = Math.min(
    Number.isFinite(remainingMs) ? remainingMs : DEADLINE_MS,
    DEADLINE_MS,
  );
  return {
    actor: { ...verified.actor, visit: visitOf(header, verified.actor.role) },
    token: verified.token,
    requestId: header('x-request-id') ?? crypto.randomUUID(),
    operationId: header('x-operation-id') ?? crypto.randomUUID(),
    operationName: header('x-operation-name'),
    operationKind: header('x-live') === null ? operationKind : 'subscription',
    deadline: Date.now() + deadlineMs,
    signal,
  };
}

/** What the gateway passes on of how somebody came. */
function visitOf(header: (name: string) => string | null, role: Role): Visit {
  return {
    purpose: findPurpose(header('x-purpose') ?? '', role),
    origin: header('x-origin') ?? undefined,
  };
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) {
      throw new Refusal('BODY_TOO_LARGE', 'This request is too large.');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
