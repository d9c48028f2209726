import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { Visit } from '@connected-lives/kit/actor';
import { findPurpose } from '@connected-lives/kit/look-purpose-of-role';
import type { VerifiedToken } from '@connected-lives/kit/token';
import { RequestRefusal } from '../errors/request-refusal.ts';

/**
 * The viewer with why and from where they come this time, for the access log. Refuses with
 * BAD_PURPOSE what is no purpose of their role: a log that holds whatever a client says is none.
 *
 * @param word the header `x-purpose`, or `purpose` of a WebSocket's first message
 */
export function withVisit(
  viewer: VerifiedToken,
  request: IncomingMessage,
  word: unknown,
): VerifiedToken {
  const { actor } = viewer;
  const visit: Visit = {
    purpose: purposeOf(word, viewer),
    origin: originOf(request),
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
function originOf(request: IncomingMessage): string | undefined {
  const forwarded = request.headers['x-forwarded-for'];
  let origin = origins.get(request.socket);
  if (origin === undefined || origin.forwarded !== forwarded) {
    origin = { forwarded, network: networkOf(addressOf(request)) };
    origins.set(request.socket, origin);
  }
  return origin.network;
}

/**
 * Behind a proxy on this machine everybody comes from this machine, and the proxy adds whom it
 * speaks for at the end of `X-Forwarded-For`. What stands before that anybody may have written.
 */
export function addressOf({ socket, headers }: IncomingMessage): string | undefined {
  const address = plainAddress(socket.remoteAddress);
  const forwarded = headers['x-forwarded-for'];
  const named = plainAddress(
    String(forwarded ?? '')
      .split(',')
      .at(-1)
      ?.trim(),
  );
  return isLoopback(address) && named !== undefined ? named : address;
}

/** IPv4 is often written as IPv6. Undefined for what is no address. */
function plainAddress(address: string | undefined): string | undefined {
  const plain = address?.replace(/^::ffff:/i, '') ?? '';
  return isIP(plain) === 0 ? undefined : plain;
}

function isLoopback(address: string | undefined): boolean {
  return address === '::1' || address?.startsWith('127.') === true;
}

/** The first 24 bits of an IPv4 address or 48 of an IPv6 one: a site, and no single machine. */
function networkOf(address: string | undefined): string | undefined {
  if (address === undefined) {
    return undefined;
  }
  if (isLoopback(address)) {
    return 'this machine';
  }
  if (isIP(address) === 4) {
    return `${address.split('.').slice(0, 3).join('.')}.0/24`;
  }
  const [before = '', behind] = address.split('::');
  const groups = before === '' ? [] : before.split(':');
  const missing = behind === undefined ? [] : ['0', '0', '0'];
  return `${[...groups, ...missing].slice(0, 3).join(':')}::/48`;
}
