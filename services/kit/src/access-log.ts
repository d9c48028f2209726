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

/**
 * Writes the access log, and answers only when the rows are safe on disk. While one write is on
 * its way the next ones gather, so that many readers share one commit.
 */
export class AccessLog {
  readonly #pool: pg.Pool;
  readonly #waiting: Waiting[] = [];
  #writing = false;

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
      if (!this.#writing) {
        void this.#drain();
      }
    });
  }

  async #drain(): Promise<void> {
    this.#writing = true;
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
    this.#writing = false;
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
