import type { SpanContext } from '@connected-lives/kit/trace';
import type { TimedSpan } from './timed-span.ts';

/** How one question to a subgraph ended. `NOT_ASKED`: its circuit was open. */
export type FetchOutcome =
  | 'answered'
  | 'errors'
  | 'SUBGRAPH_TIMEOUT'
  | 'SUBGRAPH_UNAVAILABLE'
  | 'NOT_ASKED';

export interface SeenFetch {
  readonly subgraph: string;
  /** 1, or 2 when it was asked once more. */
  readonly attempt: number;
  readonly outcome: FetchOutcome;
  readonly ms: number;
}

/** One question to a subgraph while it is waited for. */
export class FetchWatch {
  readonly #seen: SeenFetch[];
  readonly #subgraph: string;
  readonly #attempt: number;
  readonly #startedAt: number;
  readonly #span: TimedSpan | undefined;

  constructor(
    seen: SeenFetch[],
    subgraph: string,
    attempt: number,
    startedAt: number,
    span: TimedSpan | undefined,
  ) {
    this.#seen = seen;
    this.#subgraph = subgraph;
    this.#attempt = attempt;
    this.#startedAt = startedAt;
    this.#span = span;
  }

  /** What the subgraph's own spans join. */
  get trace(): SpanContext | undefined {
    return this.#span?.context;
  }

  end(outcome: FetchOutcome): void {
    const endedAt = performance.now();
    const ms = endedAt - this.#startedAt;
    this.#seen.push({ subgraph: this.#subgraph, attempt: this.#attempt, outcome, ms });
    this.#span?.end(endedAt, outcome, outcome !== 'answered' && outcome !== 'errors');
  }
}
