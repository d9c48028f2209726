import { type Kysely, sql } from 'kysely';
import type { ChainedLog } from './access-chain.ts';
import type { CouncilEvent, NewEvent } from './event-log.ts';
import { PROCESS_IDS } from './process-ids.ts';

/** The newest seal of one log: whoever knows it can tell whether the chain behind it was changed. */
export interface Head {
  readonly log: ChainedLog;
  readonly number: number;
  /** In hexadecimal. */
  readonly hash: string;
}

export const LOG_SEALED = 'log-sealed';

/** Tells the other services, for them to keep. */
export function logSealed({ log, number, hash }: Head): NewEvent {
  return {
    kind: LOG_SEALED,
    subjectId: PROCESS_IDS.sealer,
    personId: null,
    teamId: null,
    version: number,
    payload: { log, number, hash },
  };
}

/** Keeps what another service says of its newest seal. What was heard first stays. */
export async function hearSeal<DB>(
  db: Kysely<DB>,
  service: string,
  { payload }: Pick<CouncilEvent, 'payload'>,
): Promise<void> {
  await sql`
    insert into heard_seal (service, log, number, hash)
    values (${service}, ${payload['log']}, ${payload['number']}, ${payload['hash']})
    on conflict (service, log, number) do nothing`.execute(db);
}
