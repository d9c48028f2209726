import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP, isIPv4 } from 'node:net';

/**
 * From which address somebody comes. A proxy adds whom it speaks for at the end of
 * `X-Forwarded-For`; what stands before that anybody may have written.
 *
 * @param proxies how many proxies of the council's own stand before the gateway. Undefined when at
 *   most one does, on this machine.
 */
export function addressOf(
  { socket, headers }: IncomingMessage,
  proxies?: number,
): string | undefined {
  const address = plainAddress(socket.remoteAddress);
  const believed = proxies ?? (isLoopback(address) ? 1 : 0);
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
  // Whoever came past the proxies says of themself what they like: then their own address counts.
  return (believed === 0 ? undefined : plainAddress(forwarded.at(-believed)?.trim())) ?? address;
}

/** IPv4 is often written as IPv6. Undefined for what is no address. */
function plainAddress(address: string | undefined): string | undefined {
  const plain = address?.replace(/^::ffff:/i, '') ?? '';
  return isIP(plain) === 0 ? undefined : plain;
}

function isLoopback(address: string | undefined): boolean {
  return address === '::1' || address?.startsWith('127.') === true;
}

/**
 * What stands for the machine of somebody who sent no token, to count what they ask for. A hash, so
 * that no store of counts holds addresses. A site has 64 bits of IPv6 to itself and counts as one.
 */
export function machineKey(request: IncomingMessage, proxies?: number): string {
  const address = addressOf(request, proxies) ?? 'unknown';
  const site = address.includes(':') ? firstGroups(address, 4) : address;
  return createHash('sha256').update(site).digest('base64url');
}

/** The first 24 bits of an IPv4 address or 48 of an IPv6 one: a site, and no single machine. */
export function networkOf(address: string): string {
  if (isLoopback(address)) {
    return 'this machine';
  }
  return isIPv4(address)
    ? `${address.split('.').slice(0, 3).join('.')}.0/24`
    : `${firstGroups(address, 3)}::/48`;
}

/** Of the eight groups of an IPv6 address, with those that `::` leaves out. */
function firstGroups(address: string, count: number): string {
  const [before = [], behind = []] = address
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const missing = Math.max(0, 8 - before.length - behind.length);
  const groups = [...before, ...Array<string>(missing).fill('0'), ...behind];
  return groups.slice(0, count).join(':');
}
