import type { Slice } from '../measure/contender.ts';
import type { Child } from '../processes/child.ts';
import { HttpConnection } from './http-connection.ts';

export interface HttpLoad {
  /** Who is asked. With several, the connections are spread evenly. */
  readonly servers: readonly Child[];
  /** Processes behind them, whose work counts as well. */
  readonly behind?: readonly Child[];
  readonly connections: number;
  /** Called for every request, so that each may be another one: it goes over the wire as it is. */
  readonly next: () => Buffer;
  /** What every right answer has in its body. */
  readonly has: string;
}

const ERRORS = Buffer.from('"errors":');

/**
 * Asks for a while over connections that stay open, each with one request at a time, and waits for
 * the last answers. Fails when any answer is not right.
 */
export async function measureHttp(load: HttpLoad, ms: number): Promise<Slice> {
  const { servers, behind = [], connections } = load;
  const clients = await Promise.all(
    Array.from({ length: connections }, (_, i) =>
      HttpConnection.open(servers[i % servers.length]?.url ?? ''),
    ),
  );
  const latenciesMs: number[] = [];
  const cpuBefore = await cpuMsOf([...servers, ...behind]);
  const startedAt = performance.now();
  const ask = async (client: HttpConnection): Promise<void> => {
    while (performance.now() - startedAt < ms) {
      const sentAt = performance.now();
      await askRight(client, load);
      latenciesMs.push(performance.now() - sentAt);
    }
  };
  try {
    await Promise.all(clients.map(ask));
  } finally {
    clients.forEach((client) => client.close());
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

async function askRight(client: HttpConnection, { next, has }: HttpLoad): Promise<void> {
  const { status, body } = await client.ask(next());
  if (status !== 200 || !body.includes(has) || body.includes(ERRORS)) {
    throw new Error(`The answer was ${String(status)}: ${body.toString().slice(0, 1_000)}`);
  }
}
