import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { addressOf, machineKey, networkOf } from './client-address.ts';

const request = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage;

describe('the address somebody comes from', () => {
  it.each([
    ['its own', '192.0.2.7', undefined, undefined, '192.0.2.7'],
    ['IPv4 that is written as IPv6', '::ffff:192.0.2.7', undefined, undefined, '192.0.2.7'],
    [
      'whom a proxy on this machine names',
      '127.0.0.1',
      '10.0.0.1, 192.0.2.7',
      undefined,
      '192.0.2.7',
    ],
    ['its own where no proxy is believed', '198.51.100.1', '192.0.2.7', undefined, '198.51.100.1'],
    ['whom one proxy elsewhere names', '198.51.100.1', '10.0.0.1, 192.0.2.7', 1, '192.0.2.7'],
    [
      'whom the first of two names',
      '198.51.100.1',
      '10.0.0.1, 192.0.2.7, 203.0.113.9',
      2,
      '192.0.2.7',
    ],
    ['its own past the proxies', '198.51.100.1', undefined, 1, '198.51.100.1'],
    ['its own where none stands before the gateway', '127.0.0.1', '192.0.2.7', 0, '127.0.0.1'],
    ['its own where what is named is no address', '127.0.0.1', 'somebody', undefined, '127.0.0.1'],
  ])('is %s', (_, remote, forwarded, proxies, address) => {
    expect(addressOf(request(remote, forwarded), proxies)).toBe(address);
  });

  it.each([
    ['192.0.2.7', '192.0.2.0/24'],
    ['127.0.0.1', 'this machine'],
    ['::1', 'this machine'],
    ['2001:db8:1:2::7', '2001:db8:1::/48'],
    ['2001:db8::7', '2001:db8:0::/48'],
    ['2001::4:5:6:7:8', '2001:0:0::/48'],
    ['2001::3:4:5:6:7:8', '2001:0:3::/48'],
  ])('is %s in the network %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('counts 64 bits of IPv6 as one machine, and tells nobody which', () => {
    const key = machineKey(request('2001:db8:1:2::7'));

    expect(machineKey(request('2001:db8:1:2:3::8'))).toBe(key);
    expect(machineKey(request('2001:db8:1:3::7'))).not.toBe(key);
    expect(key).not.toMatch(/2001|db8/);
  });
});
