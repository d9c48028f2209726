import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PlainError } from './plain-error.ts';

/**
 * Starts listening on this machine.
 *
 * @param port 0 for any free one
 * @param variable the environment variable that moves it, told when somebody else has the port
 * @returns the port it listens on
 */
export function listen(server: Server, port: number, variable: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? portInUse(port, variable) : error);
    });
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

export function portInUse(port: number, variable: string): PlainError {
  return new PlainError(
    `Port ${String(port)} is in use by another program. End that program, or choose another port: ` +
      `${variable}=${String(port + 10)} npm start`,
  );
}
