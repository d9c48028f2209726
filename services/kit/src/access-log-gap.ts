import type pg from 'pg';
import type { LogGap } from './access-log.ts';
import { SEALER_ID } from './access-log-seals.ts';
import { serviceActor } from './actor.ts';
import { recordEvent } from './event-log.ts';
import type { Logger } from './log.ts';
import { Session } from './session.ts';
import { setViewer } from './viewer.ts';

export const LOG_FAILED = 'access-log-failed';

/** Tells that the access log could not be written for a while, once it can be written again. */
export async function logFailed(
  pool: pg.Pool,
  { since, refused }: LogGap,
  log: Logger,
): Promise<void> {
  log.error({ since, refused }, 'reads were refused, because they could not be recorded');
  const actor = serviceActor(SEALER_ID, 'Access log');
  const session = new Session({ pool, begin: `begin; ${setViewer(actor)}` });
  try {
    await recordEvent(session.db, {
      kind: LOG_FAILED,
      subjectId: SEALER_ID,
      personId: null,
      teamId: null,
      version: 1,
      payload: { since, until: new Date(), refused },
    });
    await session.close('commit');
  } catch {
    // The line above stands in the log of the process; the event is for those who cannot read that.
    await session.close('rollback').catch(() => undefined);
  }
}
