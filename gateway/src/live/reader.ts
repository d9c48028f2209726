import { Answer } from '../answer.ts';

const EVENTS_WAITING_MAX = 1_000;
const BYTES_WAITING_MAX = 1_000_000;

/** Why a stream came to its end. */
export type StreamEnd =
  | 'complete'
  | 'slow'
  | 'expired'
  | 'revoked'
  | 'again'
  | 'interrupted'
  | 'left';

/**
 * One client's end of a live stream: what was said and not yet sent. A client that reads too slowly
 * is let go, for everything it has not read stands in the memory that all clients share.
 */
export class Reader implements AsyncIterableIterator<Answer> {
  readonly #waiting: Answer[] = [];
  readonly #left: (why: StreamEnd) => void;
  #bytesWaiting = 0;
  #wake: (() => void) | undefined;
  #ended: StreamEnd | undefined;

  /** `left` is called once, when nothing more is to be pushed. */
  constructor(left: (why: StreamEnd) => void) {
    this.#left = left;
  }

  get ended(): StreamEnd | undefined {
    return this.#ended;
  }

  push(answer: Answer): void {
    if (this.#ended !== undefined) {
      return;
    }
    this.#bytesWaiting += answer.text.length;
    const tooMuch =
      this.#waiting.length >= EVENTS_WAITING_MAX || this.#bytesWaiting > BYTES_WAITING_MAX;
    // A single answer, however long, is not for want of reading: who has read all the others gets it.
    if (tooMuch && this.#waiting.length > 0) {
      this.breakOff(
        'slow',
        Answer.ofErrors([
          {
            message: 'This stream was not read fast enough. Subscribe again from your last cursor.',
            extensions: { code: 'SLOW_READER' },
          },
        ]),
      );
      return;
    }
    this.#waiting.push(answer);
    this.#wake?.();
  }

  /** Ends the stream after what is waiting, with last words where there are any. */
  end(why: StreamEnd, lastWords?: Answer): void {
    if (this.#ended !== undefined) {
      return;
    }
    if (lastWords !== undefined) {
      this.#waiting.push(lastWords);
    }
    this.#ended = why;
    this.#wake?.();
    this.#left(why);
  }

  /** Ends the stream at once: what is waiting is said no more. */
  breakOff(why: StreamEnd, lastWords?: Answer): void {
    if (this.#ended === undefined) {
      this.#waiting.length = 0;
      this.#bytesWaiting = 0;
      this.end(why, lastWords);
    }
  }

  async next(): Promise<IteratorResult<Answer>> {
    for (;;) {
      const answer = this.#waiting.shift();
      if (answer !== undefined) {
        this.#bytesWaiting -= answer.text.length;
        return { done: false, value: answer };
      }
      if (this.#ended !== undefined) {
        return { done: true, value: undefined };
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async return(): Promise<IteratorResult<Answer>> {
    this.#waiting.length = 0;
    this.end('left');
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
