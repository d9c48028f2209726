import type { IncomingMessage } from 'node:http';
import type { Visit } from '@connected-lives/kit/actor';
import { findPurpose } from '@connected-lives/kit/look-purpose-of-role';
import type { VerifiedToken } from '@connected-lives/kit/token';
import { RequestRefusal } from '../errors/request-refusal.ts';
import { addressOf, networkOf } from './client-address.ts';
import type { EdgeParts } from './edge-parts.ts';

/**
 * The viewer with why and from where they come this time, for the access log. Refuses with
 * BAD_PURPOSE what is no purpose of their role: a log that holds whatever a client says is none.
 *
 * @param word the header `x-purpose`, or `purpose` of a WebSocket's first message
 */
export function withVisit(
  { trustedProxies }: Pick<EdgeParts, 'trustedProxies'>,
  viewer: VerifiedToken,
  request: IncomingMessage,
  word: unknown,
): VerifiedToken {
  const { actor } = viewer;
  const visit: Visit = {
    purpose: purposeOf(word, viewer),
    origin: originOf(request, trustedProxies),
  };
  return { ...viewer, actor: { ...actor, visit } };
}

function purposeOf(word: unknown, { actor }: VerifiedToken): Visit['purpose'] {
  if (word === undefined) {
    return undefined;
  }
  const purpose = typeof word === 'string' ? findPurpose(word, actor.role) : undefined;
  if (purpose === undefined) {
    throw RequestRefusal.of('BAD_PURPOSE', 'This is not a purpose for which your role may look.');
  }
  return purpose;
}

interface Origin {
  readonly forwarded: unknown;
  readonly network: string | undefined;
}

const origins = new WeakMap<object, Origin>();

/** Found out once a connection, unless a proxy speaks for somebody else by it. */
function originOf(request: IncomingMessage, proxies: number | undefined): string | undefined {
  const forwarded = request.headers['x-forwarded-for'];
  let origin = origins.get(request.socket);
  if (origin === undefined || origin.forwarded !== forwarded) {
    const address = addressOf(request, proxies);
    origin = { forwarded, network: address === undefined ? undefined : networkOf(address) };
    origins.set(request.socket, origin);
  }
  return origin.network;
}
