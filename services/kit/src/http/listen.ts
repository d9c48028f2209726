import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Starts listening, by default on this machine alone.
 *
 * @param port 0 for any free one
 * @returns the port it listens on
 */
export function listen(server: Server, port: number, host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}
