import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 20;
const WINDOW_MS = 1_000;
const NS_IN_MS = 1_000_000;

/**
 * How late the event loop is, in milliseconds: the median of the last second. One long step, such
 * as the planning of a large document, is over when anybody hears of it; a process that has too much
 * to do is late again and again.
 */
export class EventLoopLag {
  readonly #delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  readonly #timer: NodeJS.Timeout;
  #ms = 0;

  constructor() {
    this.#delays.enable();
    this.#timer = setInterval(() => {
      this.#ms = this.#delays.percentile(50) / NS_IN_MS;
      this.#delays.reset();
    }, WINDOW_MS);
    this.#timer.unref();
  }

  get ms(): number {
    return this.#ms;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#delays.disable();
  }
}
