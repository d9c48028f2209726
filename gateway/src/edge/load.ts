import { RequestRefusal } from '../errors/request-refusal.ts';
import { operationsRunning } from '../metrics.ts';

export interface LoadSettings {
  /** Queries and mutations that may be under way at once. Live streams have bounds of their own. */
  readonly operationsMax: number;
  /** How late the event loop may be, in milliseconds. */
  readonly lagMsMax: number;
}

export const DEFAULT_LOAD: LoadSettings = { operationsMax: 500, lagMsMax: 500 };

const RETRY_AFTER_SECONDS = '1';

/**
 * How much this gateway has to do. Beyond that, new operations are refused at once: an answer that
 * comes too late helps nobody, and takes from those that could still come in time.
 */
export class Load {
  readonly #settings: LoadSettings;
  readonly #lagMs: () => number;
  readonly #waiting = new Set<() => void>();
  #running = 0;
  #draining = false;

  constructor(settings: Partial<LoadSettings> = {}, lagMs: () => number = () => 0) {
    this.#settings = { ...DEFAULT_LOAD, ...settings };
    this.#lagMs = lagMs;
  }

  get overloaded(): boolean {
    return this.#running >= this.#settings.operationsMax || this.#lagMs() > this.#settings.lagMsMax;
  }

  /** Throws a refusal when there is no room for one more operation. */
  requireRoom(): void {
    if (this.overloaded) {
      throw RequestRefusal.of(
        'OVERLOADED',
        'Too much is being asked just now. Try again shortly.',
        {
          status: 503,
          headers: { 'retry-after': RETRY_AFTER_SECONDS },
        },
      );
    }
  }

  /** Throws a refusal once the gateway stops: what comes by a connection that stays open is new. */
  requireStaying(): void {
    if (this.#draining) {
      throw RequestRefusal.of('GOING_AWAY', 'This gateway is stopping. Connect again.', {
        status: 503,
        headers: { 'retry-after': RETRY_AFTER_SECONDS },
      });
    }
  }

  /** Counts an operation in, or refuses it. Whoever entered calls what this returns, once or more. */
  enter(): () => void {
    this.requireRoom();
    this.#running++;
    operationsRunning.add(1);
    let inside = true;
    return () => {
      if (inside) {
        inside = false;
        this.#running--;
        operationsRunning.add(-1);
        if (this.#running === 0) {
          this.#waiting.forEach((wake) => wake());
        }
      }
    };
  }

  /** Resolves when nothing is under way any more, and at the latest after `waitMs`. */
  async drain(waitMs: number): Promise<void> {
    this.#draining = true;
    if (this.#running === 0) {
      return;
    }
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#waiting.add(resolve);
      timer = setTimeout(resolve, waitMs);
    });
    clearTimeout(timer);
  }
}
