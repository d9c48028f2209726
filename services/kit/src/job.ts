import type pg from 'pg';
import { serviceActor } from './actor.ts';
import { asService, type ServiceTransaction } from './as-service.ts';
import type { Logger } from './log.ts';
import { PROCESS_IDS } from './process-ids.ts';

/** Work that a service does by itself now and then. It must bear to be done twice, or late. */
export interface ServiceJob<DB> {
  readonly name: string;
  readonly everyMinutes: number;
  run(tx: ServiceTransaction<DB>, now: Date): Promise<void>;
}

const MINUTE_MS = 60_000;

/** Does the jobs of one service, each in a transaction that the service signs. */
export class Jobs<DB> {
  readonly #jobs: readonly ServiceJob<DB>[];
  readonly #pool: pg.Pool;
  readonly #log: Logger;
  readonly #now: () => Date;
  readonly #done: () => void;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #running = new Set<Promise<void>>();

  constructor(
    jobs: readonly ServiceJob<DB>[],
    given: { pool: pg.Pool; log: Logger; now: () => Date; done: () => void },
  ) {
    this.#jobs = jobs;
    this.#pool = given.pool;
    this.#log = given.log;
    this.#now = given.now;
    this.#done = given.done;
  }

  /** Each once at the start, for the time in which nothing ran, and then by its clock. */
  start(): void {
    for (const job of this.#jobs) {
      this.#begin(job);
      const timer = setInterval(() => this.#begin(job), job.everyMinutes * MINUTE_MS);
      timer.unref();
      this.#timers.push(timer);
    }
  }

  async stop(): Promise<void> {
    this.#timers.forEach((timer) => clearInterval(timer));
    await Promise.all(this.#running);
  }

  #begin(job: ServiceJob<DB>): void {
    const run = runJob(job, this.#pool, this.#now())
      .then(this.#done)
      .catch((error: unknown) => {
        // It will be done the next time.
        this.#log.warn({ job: job.name, reason: (error as Error).message }, 'a job was not done');
      })
      .finally(() => this.#running.delete(run));
    this.#running.add(run);
  }
}

/** One job once, in a transaction that the service signs. */
export function runJob<DB>(job: ServiceJob<DB>, pool: pg.Pool, now: Date): Promise<void> {
  return asService<DB, void>(pool, serviceActor(PROCESS_IDS.job, job.name), (tx) =>
    job.run(tx, now),
  );
}
