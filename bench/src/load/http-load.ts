import { Client } from 'undici';
import type { Slice } from '../measure/contender.ts';
import type { Child } from '../processes/child.ts';

/** One request of the load. */
export interface Asked {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token?: string;
  readonly body?: object;
}

export interface HttpLoad {
  readonly server: Child;
  readonly connections: number;
  /** Called for every request, so that each may be another one. */
  next(): Asked;
  /** What every right answer has in its body. */
  readonly has: string;
}

/**
 * Asks for a while over connections that stay open, each with one request at a time, and waits for
 * the last answers. Fails when any answer is not right.
 */
export async function measureHttp(load: HttpLoad, ms: number): Promise<Slice> {
  const { server, connections } = load;
  const clients = Array.from({ length: connections }, () => new Client(server.url));
  const latenciesMs: number[] = [];
  const cpuBefore = await server.cpuMs();
  const startedAt = performance.now();
  const ask = async (client: Client): Promise<void> => {
    while (performance.now() - startedAt < ms) {
      const sentAt = performance.now();
      await askRight(client, load);
      latenciesMs.push(performance.now() - sentAt);
    }
  };
  try {
    await Promise.all(clients.map(ask));
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
  return {
    answers: latenciesMs.length,
    seconds: (performance.now() - startedAt) / 1_000,
    latenciesMs,
    cpuMs: (await server.cpuMs()) - cpuBefore,
  };
}

async function askRight(client: Client, load: HttpLoad): Promise<void> {
  const { method, path, token, body } = load.next();
  const response = await client.request({
    method,
    path,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.body.text();
  if (response.statusCode !== 200 || !text.includes(load.has) || text.includes('"errors":')) {
    throw new Error(`${path} answered ${String(response.statusCode)}: ${text.slice(0, 1_000)}`);
  }
}
