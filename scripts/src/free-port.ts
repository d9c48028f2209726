import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below what systems give to whoever asks for any port: from 32,768 on Linux, 49,152 elsewhere. */
const PORT_MIN = 20_000;
const PORT_MAX = 32_767;
const TRIES_MAX = 100;

/**
 * A port of this machine that nobody listens on at the moment of asking. Nor is it given to somebody
 * who asks for any port, before it is used or while a server that keeps it is stopped.
 */
export async function findFreePort(): Promise<number> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const port = randomInt(PORT_MIN, PORT_MAX + 1);
    // One that may not be used, for whatever reason, is as good as taken.
    if (!(await isPortTaken(port).catch(() => true))) {
      return port;
    }
  }
  throw new Error(`Of ${String(TRIES_MAX)} ports from ${String(PORT_MIN)} on, none is free.`);
}

/**
 * Whether somebody already listens on a port, on any address of this machine: a server bound to
 * all addresses and one bound to 127.0.0.1 can share a port number without an error.
 */
export async function isPortTaken(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', undefined]) {
    if (await refusesToListen(port, host)) {
      return true;
    }
  }
  return false;
}

function refusesToListen(port: number, host: string | undefined): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        resolve(true);
      } else {
        reject(error);
      }
    });
    server.listen({ port, host }, () => server.close(() => resolve(false)));
  });
}
