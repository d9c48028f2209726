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
  /** Who is asked. With several, the connections are spread evenly. */
  readonly servers: readonly Child[];
  /** Processes behind them, whose work counts as well. */
  readonly behind?: readonly Child[];
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
  const { servers, behind = [], connections } = load;
  const clients = Array.from(
    { length: connections },
    (_, i) => new Client(servers[i % servers.length]?.url ?? ''),
  );
  const latenciesMs: number[] = [];
  const cpuBefore = await cpuMsOf([...servers, ...behind]);
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
    cpuMs: (await cpuMsOf([...servers, ...behind])) - cpuBefore,
  };
}

async function cpuMsOf(processes: readonly Child[]): Promise<number> {
  const spent = await Promise.all(processes.map((process) => process.cpuMs()));
  return spent.reduce((sum, ms) => sum + ms, 0);
}

async function askRight(client: Client, load: HttpLoad): Promise<void> {
  const asked = load.next();
  const { status, text } = await send(client, asked);
  if (status !== 200 || !text.includes(load.has) || text.includes('"errors":')) {
    throw new Error(`${asked.path} answered ${String(status)}: ${text.slice(0, 1_000)}`);
  }
}

/** By undici's lowest door: a body as a stream would cost as much as a quick server's answer. */
function send(
  client: Client,
  { method, path, token, body }: Asked,
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    client.dispatch(
      {
        method,
        path,
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
      },
      {
        onRequestStart() {},
        onResponseStart(_controller, statusCode) {
          status = statusCode;
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          resolve({ status, text: Buffer.concat(chunks).toString() });
        },
        onResponseError(_controller, error) {
          reject(error);
        },
      },
    );
  });
}
