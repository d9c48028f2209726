import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { CHAINED_LOGS, type ChainedLog, ROWS_PER_SEAL_MAX } from './access-chain.ts';
import { type Head, logSealed } from './access-log-seals.ts';
import { serviceActor } from './actor.ts';
import { asService } from './as-service.ts';
import type { Logger } from './log.ts';
import { PROCESS_IDS } from './process-ids.ts';

const SEAL_EVERY_MS = 1_000;
/** The others need not hear of every seal: a later one speaks for all before it. */
const TELL_EVERY_MS = 60_000;
const SEALER = serviceActor(PROCESS_IDS.sealer, 'Sealer of the logs');

interface SealRow {
  readonly number: number;
  readonly hash: string;
  readonly rows: number;
}

/**
 * Seals what is settled of a service's logs, every second and when the service stops. Replicas of a
 * service take turns in the database; writers never wait for it.
 */
export class Sealer {
  readonly #pool: pg.Pool;
  readonly #log: Logger;
  readonly #told: () => void;
  readonly #stopping = new AbortController();
  readonly #untold = new Map<ChainedLog, Head>();
  readonly #toldAt = new Map<ChainedLog, number>();
  #running: Promise<void> | undefined;

  /** `told` is called after events that tell the others of the newest seals. */
  constructor(pool: pg.Pool, log: Logger, told: () => void) {
    this.#pool = pool;
    this.#log = log;
    this.#told = told;
  }

  start(): void {
    this.#running = this.#seal();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #seal(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await sleep(SEAL_EVERY_MS, undefined, { signal }).catch(() => undefined);
      try {
        for (const log of CHAINED_LOGS) {
          await this.#sealLog(log);
        }
        await this.#tell([...this.#untold.values()].filter(({ log }) => this.#isDue(log)));
      } catch (error) {
        // What is not sealed now is sealed a second later, or by the next process.
        this.#log.warn({ reason: (error as Error).message }, 'logs could not be sealed');
      }
    }
  }

  async #sealLog(log: ChainedLog): Promise<void> {
    let rows: number;
    do {
      const { rows: made } = await this.#pool.query<SealRow>({
        name: `seal_${log}`,
        text: `select number, encode(hash, 'hex') as hash, rows from seal_${log}()`,
      });
      const [seal] = made;
      rows = seal?.rows ?? 0;
      if (seal !== undefined) {
        this.#untold.set(log, { log, number: seal.number, hash: seal.hash });
      }
    } while (rows === ROWS_PER_SEAL_MAX);
  }

  #isDue(log: ChainedLog): boolean {
    const toldAt = this.#toldAt.get(log) ?? -TELL_EVERY_MS;
    return this.#stopping.signal.aborted || performance.now() - toldAt >= TELL_EVERY_MS;
  }

  async #tell(heads: readonly Head[]): Promise<void> {
    if (heads.length === 0) {
      return;
    }
    await asService(this.#pool, SEALER, async ({ record }) => {
      for (const head of heads) {
        await record(logSealed(head));
      }
    });
    for (const { log } of heads) {
      this.#toldAt.set(log, performance.now());
      this.#untold.delete(log);
    }
    this.#told();
  }
}
