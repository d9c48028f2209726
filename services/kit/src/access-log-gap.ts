import type pg from 'pg';
import type { LogGap } from './access-log.ts';
import { serviceActor } from './actor.ts';
import { asService } from './as-service.ts';
import type { Logger } from './log.ts';
import { PROCESS_IDS } from './process-ids.ts';

export const LOG_FAILED = 'access-log-failed';

/** Tells that the access log could not be written for a while, once it can be written again. */
export async function logFailed(
  pool: pg.Pool,
  { since, refused }: LogGap,
  log: Logger,
): Promise<void> {
  log.error({ since, refused }, 'reads were refused, because they could not be recorded');
  const actor = serviceActor(PROCESS_IDS.sealer, 'Access log');
  await asService(pool, actor, ({ record }) =>
    record({
      kind: LOG_FAILED,
      subjectId: actor.id,
      personId: null,
      teamId: null,
      version: 1,
      payload: { since, until: new Date(), refused },
    }),
  ).catch(() => {
    // The line above stands in the log of the process; the event is for those who cannot read that.
  });
}
