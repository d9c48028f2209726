import type pg from 'pg';
import type { Actor } from './actor.ts';
import { LooksOfStreams } from './look-streams.ts';
import { usualPurpose } from './look-purpose-of-role.ts';
import { Refusal } from './refusal.ts';

/** One operation's looks: who saw whom. */
export interface Look {
  readonly viewers: readonly Actor[];
  readonly personIds: ReadonlySet<string>;
  readonly operation: string;
  /** The operation's own number, which no client chooses. */
  readonly requestId: string;
  /** For an event of a live stream, the clock hour it falls in: one row an hour says enough. */
  readonly streamHour?: string;
}

/** A time in which looks were refused, because they could not be recorded. */
export interface LogGap {
  readonly since: Date;
  /** How many operations were refused. */
  readonly refused: number;
}

interface Waiting {
  readonly look: Look;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

const LOOKS_PER_WRITE_MAX = 200;

/** While these are on their way the next looks gather, so that many readers share one commit. */
const WRITES_AT_ONCE = 4;

/** Clients name their operations, and a name may be as long as a document. */
const OPERATION_LENGTH_MAX = 200;

/** Writes the access log, and answers only when the rows are safe on disk. */
export class AccessLog {
  readonly #pool: pg.Pool;
  readonly #recovered: (gap: LogGap) => void;
  readonly #waiting: Waiting[] = [];
  readonly #streams = new LooksOfStreams();
  #writes = 0;
  #gap: LogGap | undefined;

  /** `recovered` hears of the first row that can be written after some that could not. */
  constructor(pool: pg.Pool, recovered: (gap: LogGap) => void = () => undefined) {
    this.#pool = pool;
    this.#recovered = recovered;
  }

  /** Refuses with ACCESS_LOG_UNAVAILABLE: a look that cannot be recorded must not be answered. */
  write(look: Look): Promise<void> {
    if (look.personIds.size === 0 || this.#streams.hold(look)) {
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ look, resolve, reject });
      if (this.#writes < WRITES_AT_ONCE) {
        void this.#drain();
      }
    });
  }

  async #drain(): Promise<void> {
    this.#writes++;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, LOOKS_PER_WRITE_MAX);
      try {
        await this.#pool.query({
          name: 'record_access',
          text: 'select record_access($1)',
          values: [JSON.stringify(batch.flatMap(({ look }) => rowsOf(look)))],
        });
        batch.forEach(({ look, resolve }) => {
          this.#streams.keep(look);
          resolve();
        });
        this.#sayRecovered();
      } catch {
        this.#gap = {
          since: this.#gap?.since ?? new Date(),
          refused: (this.#gap?.refused ?? 0) + batch.length,
        };
        const refusal = new Refusal(
          'ACCESS_LOG_UNAVAILABLE',
          'This record cannot be shown, because it cannot be recorded that you looked at it.',
        );
        batch.forEach(({ reject }) => reject(refusal));
      }
    }
    this.#writes--;
  }

  #sayRecovered(): void {
    const gap = this.#gap;
    if (gap !== undefined) {
      this.#gap = undefined;
      this.#recovered(gap);
    }
  }
}

function rowsOf(look: Look): Record<string, unknown>[] {
  const { viewers, personIds, operation, requestId, streamHour } = look;
  return viewers.map((viewer) => ({
    actor_id: viewer.id,
    actor_name: viewer.name,
    actor_role: viewer.role,
    team_ids: viewer.teamIds,
    person_ids: [...personIds],
    operation: operation.slice(0, OPERATION_LENGTH_MAX),
    request_id: streamHour === undefined ? requestId : `${requestId}@${streamHour}`,
    purpose: viewer.visit?.purpose ?? usualPurpose(viewer.role),
    client_id: viewer.clientId,
    origin: viewer.visit?.origin,
    actor_person_id: viewer.personId,
  }));
}
