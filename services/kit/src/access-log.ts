import type pg from 'pg';
import type { Actor } from './actor.ts';
import { Refusal } from './refusal.ts';

/** One operation's looks: who saw whom. */
export interface Look {
  readonly viewers: readonly Actor[];
  readonly personIds: ReadonlySet<string>;
  readonly operation: string;
  readonly requestId: string;
}

interface Waiting {
  readonly look: Look;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

const LOOKS_PER_WRITE_MAX = 200;

/** While these are on their way the next looks gather, so that many readers share one commit. */
const WRITES_AT_ONCE = 4;

/** Writes the access log, and answers only when the rows are safe on disk. */
export class AccessLog {
  readonly #pool: pg.Pool;
  readonly #waiting: Waiting[] = [];
  #writes = 0;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Refuses with ACCESS_LOG_UNAVAILABLE: a look that cannot be recorded must not be answered. */
  write(look: Look): Promise<void> {
    if (look.personIds.size === 0) {
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
        batch.forEach(({ resolve }) => resolve());
      } catch {
        const refusal = new Refusal(
          'ACCESS_LOG_UNAVAILABLE',
          'This record cannot be shown, because it cannot be recorded that you looked at it.',
        );
        batch.forEach(({ reject }) => reject(refusal));
      }
    }
    this.#writes--;
  }
}

function rowsOf({ viewers, personIds, operation, requestId }: Look): Record<string, unknown>[] {
  return viewers.map((viewer) => ({
    actor_id: viewer.id,
    actor_name: viewer.name,
    actor_role: viewer.role,
    team_ids: viewer.teamIds,
    person_ids: [...personIds],
    operation,
    request_id: requestId,
  }));
}
