import { SubgraphFailure } from '../plan/execution.ts';

/**
 * What `work` gives, if that comes within `waitMs`. The signal it is given is aborted when nobody
 * waits any more: what was not begun by then must not be begun later, least of all a mutation. When
 * `leaving` is aborted, nobody waits either.
 */
export async function inTime<T>(
  subgraph: string,
  waitMs: number,
  leaving: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (waitMs <= 0 || leaving?.aborted === true) {
    throw timedOut(subgraph);
  }
  const waiting = new AbortController();
  let giveUp = (): void => {};
  const givenUp = new Promise<never>((_resolve, reject) => {
    giveUp = () => {
      reject(timedOut(subgraph));
      waiting.abort();
    };
  });
  const timer = setTimeout(giveUp, waitMs);
  leaving?.addEventListener('abort', giveUp);
  try {
    return await Promise.race([work(waiting.signal), givenUp]);
  } finally {
    clearTimeout(timer);
    leaving?.removeEventListener('abort', giveUp);
  }
}

export function unavailable(subgraph: string): SubgraphFailure {
  return new SubgraphFailure('SUBGRAPH_UNAVAILABLE', `${subgraph} could not be reached.`);
}

function timedOut(subgraph: string): SubgraphFailure {
  return new SubgraphFailure('SUBGRAPH_TIMEOUT', `${subgraph} did not answer in time.`);
}
