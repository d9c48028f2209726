import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import { addressOf } from './visit.ts';

/**
 * What stands for the machine of somebody who sent no token, to count what they ask for. A hash, so
 * that no store of counts holds addresses. A site has 64 bits of IPv6 to itself and counts as one.
 *
 * @param proxies how many proxies of the council's own stand before the gateway: each adds whom it
 *   speaks for at the end of `X-Forwarded-For`. Undefined when at most one does, on this machine.
 */
export function clientKey(request: IncomingMessage, proxies?: number): string {
  const address = addressBehind(request, proxies) ?? 'unknown';
  const site = isIPv6(address) ? siteOf(address) : address;
  return createHash('sha256').update(site).digest('base64url');
}

function addressBehind(request: IncomingMessage, proxies?: number): string | undefined {
  if (proxies === undefined) {
    return addressOf(request);
  }
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '');
  // Whoever came past the proxies says of themself what they like: then their own address counts.
  return (
    [...forwarded, request.socket.remoteAddress].at(-1 - proxies) ?? request.socket.remoteAddress
  );
}

/** The first four groups, with those that `::` leaves out. */
function siteOf(address: string): string {
  const [before = '', behind] = address.split('::');
  const groups = before === '' ? [] : before.split(':');
  const missing = behind === undefined ? [] : ['0', '0', '0', '0'];
  return [...groups, ...missing].slice(0, 4).join(':');
}
