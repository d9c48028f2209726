import type { Logger } from '@connected-lives/kit/log';

/** Does one step of a start and says at debug level how long it took. */
export async function timed<T>(log: Logger, step: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  log.debug({ step, ms: Math.round(performance.now() - startedAt) }, 'step of the start');
  return result;
}
