export type CircuitState = 'closed' | 'half open' | 'open';

/** Whether a subgraph is asked now. A probe is the one question that decides whether it is back. */
export type Admission = 'usual' | 'probe' | 'refused';

/** `unknown` when the question ended for reasons that say nothing about the subgraph. */
export type Outcome = 'answered' | 'failed' | 'unknown';

export interface CircuitSettings {
  /** So many failures in a row open the circuit. */
  readonly failuresInRow: number;
  /** More than half of so many last answers failing, all within `windowMs`, opens it too. */
  readonly windowAnswers: number;
  readonly windowMs: number;
  /** For how long nobody asks, before one probe may. */
  readonly restMs: number;
}

export const DEFAULT_CIRCUIT: CircuitSettings = {
  failuresInRow: 5,
  windowAnswers: 20,
  windowMs: 10_000,
  restMs: 2_000,
};

/**
 * Stops asking a subgraph that does not answer: clients get their partial answer at once, and the
 * subgraph gets the quiet it needs to come back.
 */
export class CircuitBreaker {
  readonly #settings: CircuitSettings;
  readonly #now: () => number;
  readonly #changed: (state: CircuitState) => void;
  #state: CircuitState = 'closed';
  #failuresInRow = 0;
  #restsUntil = 0;
  #probing = false;
  /** The last outcomes, oldest first. */
  #recent: { readonly at: number; readonly failed: boolean }[] = [];

  /** `now` gives milliseconds of any clock that never goes back. */
  constructor(
    settings: CircuitSettings,
    changed: (state: CircuitState) => void,
    now: () => number = () => performance.now(),
  ) {
    this.#settings = settings;
    this.#changed = changed;
    this.#now = now;
  }

  get state(): CircuitState {
    return this.#state;
  }

  /** Whoever is admitted must `settle` what came of it. */
  admit(): Admission {
    if (this.#state === 'closed') {
      return 'usual';
    }
    if (this.#state === 'open' && this.#now() >= this.#restsUntil) {
      this.#become('half open');
    }
    if (this.#state === 'open' || this.#probing) {
      return 'refused';
    }
    this.#probing = true;
    return 'probe';
  }

  settle(admission: Admission, outcome: Outcome): void {
    if (admission === 'probe') {
      this.#probing = false;
      if (outcome === 'answered') {
        this.#close();
      } else if (outcome === 'failed') {
        this.#open();
      }
    } else if (this.#state === 'closed' && outcome !== 'unknown') {
      // What was asked before the circuit opened says nothing about the subgraph of now.
      this.#count(outcome === 'failed');
    }
  }

  #count(failed: boolean): void {
    const { failuresInRow, windowAnswers, windowMs } = this.#settings;
    this.#failuresInRow = failed ? this.#failuresInRow + 1 : 0;
    if (!failed && this.#recent.length === 0) {
      // The window begins with a failure: a healthy subgraph has nothing written down about it.
      return;
    }
    const at = this.#now();
    this.#recent.push({ at, failed });
    while (
      this.#recent.length > windowAnswers ||
      at - (this.#recent[0]?.at ?? at) > windowMs ||
      this.#recent[0]?.failed === false
    ) {
      this.#recent.shift();
    }
    const failures = this.#recent.filter((each) => each.failed).length;
    if (this.#failuresInRow >= failuresInRow || failures * 2 > windowAnswers) {
      this.#open();
    }
  }

  #open(): void {
    this.#restsUntil = this.#now() + this.#settings.restMs;
    this.#become('open');
  }

  #close(): void {
    this.#failuresInRow = 0;
    this.#recent = [];
    this.#become('closed');
  }

  #become(state: CircuitState): void {
    this.#state = state;
    this.#changed(state);
  }
}
