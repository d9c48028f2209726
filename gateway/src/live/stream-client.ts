import type { VerifiedToken } from '@connected-lives/kit/token';
import { TIMER_MS_MAX } from '../timer-limit.ts';
import { TOKEN_EXPIRED } from './last-words.ts';
import type { Reader, StreamEnd } from './reader.ts';

const LAST_WORDS_MS = 2_000;
/** A WebSocket closes at the same moment, with a code that says why: it must not be empty by then. */
const SOCKET_FIRST_MS = 50;

/** Who opens a stream, and over which connection. */
export interface StreamClient {
  readonly viewer: VerifiedToken;
  readonly requestId: string;
  /** What the client sent of W3C Trace Context. */
  readonly traceparent: unknown;
  /** Aborted when the client is gone, or wants no more of this stream. */
  readonly leaving: AbortSignal;
  /** Cuts off who does not read their last words. */
  readonly abandon: (why: StreamEnd) => void;
}

/**
 * What ends a stream besides its source: its client leaves, or the client's token expires, however
 * far the stream has been opened. Once it has ended, nothing of this is left behind.
 */
export class ClientTie {
  readonly #client: StreamClient;
  #leave = (): void => {};
  #timer: NodeJS.Timeout | undefined;

  constructor(client: StreamClient) {
    this.#client = client;
  }

  hold(reader: Reader): void {
    const { viewer, leaving } = this.#client;
    this.#leave = () => void reader.return();
    leaving.addEventListener('abort', this.#leave);
    const lifeMs = Math.max(viewer.expiresAt - Date.now(), 0) + SOCKET_FIRST_MS;
    this.#wait(lifeMs, () => reader.breakOff('expired', TOKEN_EXPIRED));
    if (leaving.aborted) {
      this.#leave();
    }
  }

  /** To be called when the stream has ended. */
  release(why: StreamEnd): void {
    const { leaving, abandon } = this.#client;
    leaving.removeEventListener('abort', this.#leave);
    clearTimeout(this.#timer);
    if (why !== 'left') {
      // Time for last words, should the client read again after all.
      const gone = (): void => clearTimeout(this.#timer);
      leaving.addEventListener('abort', gone);
      this.#wait(LAST_WORDS_MS, () => {
        leaving.removeEventListener('abort', gone);
        abandon(why);
      });
    }
  }

  #wait(ms: number, then: () => void): void {
    this.#timer = setTimeout(then, Math.min(ms, TIMER_MS_MAX)).unref();
  }
}
