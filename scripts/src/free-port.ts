import { createServer } from 'node:net';

/** A port of this machine that nobody listens on at the moment of asking. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
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
