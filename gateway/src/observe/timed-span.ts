import { markFailed, type Span, type SpanContext } from '@connected-lives/kit/trace';

/** A span of the gateway, whose moments are readings of `performance.now()`. */
export class TimedSpan {
  readonly #span: Span;
  readonly #epochMs: number;

  /** @param epochMs what makes a reading of the clock a moment. */
  constructor(span: Span, epochMs: number) {
    this.#span = span;
    this.#epochMs = epochMs;
  }

  get context(): SpanContext {
    return this.#span.spanContext();
  }

  end(at: number, outcome?: string, failed = false): void {
    if (outcome !== undefined) {
      this.#span.setAttribute('gateway.outcome', outcome);
    }
    if (failed) {
      markFailed(this.#span);
    }
    this.#span.end(this.#epochMs + at);
  }
}
