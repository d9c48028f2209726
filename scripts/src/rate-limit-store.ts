import type { RateLimitSettings } from '@connected-lives/gateway/limits/rate-limit';
import type { Logger } from '@connected-lives/kit/log';
import pg from 'pg';
import type { RateLimitChoice } from './config.ts';

const CONNECTIONS_MAX = 4;
/** Longer than this nobody's request waits for its points to be counted: the gateway then counts itself. */
const WAIT_MS = 1_000;

/**
 * The limit as it was configured, with connections to the store where several gateways share one.
 *
 * @param waitMs how long the store may take to let us in, and for each statement
 */
export function openRateLimit(
  { pointsPerMinute, storeUrl }: RateLimitChoice,
  stack: AsyncDisposableStack,
  log: Logger,
  waitMs = WAIT_MS,
): RateLimitSettings {
  const points = pointsPerMinute === undefined ? {} : { pointsPerMinute };
  if (storeUrl === undefined) {
    return points;
  }
  const pool = new pg.Pool({
    connectionString: storeUrl,
    max: CONNECTIONS_MAX,
    connectionTimeoutMillis: waitMs,
    query_timeout: waitMs,
  });
  // A connection that breaks while nobody uses it is replaced; without a listener it ends the process.
  pool.on('error', ({ name }) => log.warn({ fault: name }, 'rate limit store lost a connection'));
  stack.defer(() => pool.end());
  return { ...points, store: pool };
}
