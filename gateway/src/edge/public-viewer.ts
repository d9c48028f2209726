import { PUBLIC_ACTOR } from '@connected-lives/kit/public-operations';
import type { IncomingMessage } from 'node:http';
import type { VerifiedToken } from '@connected-lives/kit/token';
import { RequestRefusal } from '../errors/request-refusal.ts';
import type { ReadyOperation } from '../executor.ts';
import { machineKey } from './client-address.ts';
import type { EdgeParts } from './edge-parts.ts';
import type { AskedOperation } from './graphql-request.ts';
import { tokenNeeded } from './sign-in.ts';

/** Somebody without an access token, who may ask for vacancies and apply for one. */
export interface PublicViewer {
  readonly actor: typeof PUBLIC_ACTOR;
  readonly token: null;
  /** Stands for the machine they come from, by which their requests are counted. */
  readonly client: { readonly id: string };
}

export type EdgeViewer = VerifiedToken | PublicViewer;

/** Who sends no token at all, not one that is wrong. Each of their requests takes a point. */
export async function admitPublicViewer(
  { publicRateLimit, trustedProxies }: EdgeParts,
  request: IncomingMessage,
): Promise<PublicViewer> {
  const client = { id: machineKey(request, trustedProxies) };
  publicRateLimit.requireRest(client);
  await publicRateLimit.spend(client, 1);
  return { actor: PUBLIC_ACTOR, token: null, client };
}

/** The same rules as for everybody, over a store of documents that holds public ones alone. */
export function admitPublicOperation(
  { documents, executor }: EdgeParts,
  { operationName, variables, ...asked }: Omit<AskedOperation, 'traceparent'>,
): ReadyOperation {
  return executor.preparePublic({
    query: documents.requireText(asked, PUBLIC_ACTOR),
    operationName,
    variables,
  });
}

/**
 * What went wrong before it was clear that the operation is public is not told: whoever has no
 * token learns that one is needed, and nothing of the graph.
 */
export function publicFault(fault: unknown): unknown {
  return fault instanceof RequestRefusal && !TOLD.has(fault.code) ? tokenNeeded() : fault;
}

const TOLD: ReadonlySet<string> = new Set(['RATE_LIMITED', 'OVERLOADED', 'GOING_AWAY']);
