import autocannon from 'autocannon';
import type { Child } from '../processes/child.ts';
import type { Slice } from '../measure/contender.ts';

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

/** Asks for a while over connections that stay open, and fails when any answer is not right. */
export async function measureHttp(load: HttpLoad, ms: number): Promise<Slice> {
  const { server, connections, next, has } = load;
  const latenciesMs: number[] = [];
  let wrong: string | undefined;
  const cpuBefore = await server.cpuMs();
  const startedAt = performance.now();
  let endedAt = startedAt;
  const running = autocannon({
    url: server.url,
    connections,
    duration: ms / 1_000,
    sampleInt: 20,
    requests: [{ setupRequest: (request) => ({ ...request, ...messageOf(next()) }) }],
    verifyBody: (body) => {
      const right = body.includes(has) && !body.includes('"errors":');
      if (!right) {
        wrong ??= body;
      }
      return right;
    },
  });
  running.on('response', (_client, _status, _bytes, latencyMs) => {
    latenciesMs.push(latencyMs);
    endedAt = performance.now();
  });
  const { errors, timeouts, mismatches, non2xx } = await running;
  if (errors + timeouts + mismatches + non2xx > 0) {
    throw new Error(
      `Of ${String(latenciesMs.length)} answers ${String(mismatches)} were wrong and ${String(non2xx)} refused; ` +
        `${String(errors)} requests failed. The first wrong one: ${wrong ?? 'none'}`,
    );
  }
  return {
    answers: latenciesMs.length,
    seconds: (endedAt - startedAt) / 1_000,
    latenciesMs,
    cpuMs: (await server.cpuMs()) - cpuBefore,
  };
}

function messageOf({ method, path, token, body }: Asked): autocannon.Request {
  return {
    method,
    path,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}
