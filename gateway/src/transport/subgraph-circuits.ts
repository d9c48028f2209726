import { subgraphCircuit } from '../metrics.ts';
import {
  CircuitBreaker,
  type CircuitSettings,
  type CircuitState,
  DEFAULT_CIRCUIT,
} from './circuit-breaker.ts';

const GAUGE: Readonly<Record<CircuitState, number>> = { closed: 0, 'half open': 1, open: 2 };

/**
 * One circuit for each subgraph, for all operations together. They outlive a change of the
 * supergraph: what is known of a subgraph stays known.
 */
export class SubgraphCircuits {
  readonly #settings: CircuitSettings;
  readonly #changed: (subgraph: string, state: CircuitState) => void;
  readonly #breakers = new Map<string, CircuitBreaker>();

  constructor(
    settings: Partial<CircuitSettings> = {},
    changed: (subgraph: string, state: CircuitState) => void = () => {},
  ) {
    this.#settings = { ...DEFAULT_CIRCUIT, ...settings };
    this.#changed = changed;
  }

  of(subgraph: string): CircuitBreaker {
    let breaker = this.#breakers.get(subgraph);
    if (breaker === undefined) {
      breaker = new CircuitBreaker(this.#settings, (state) => {
        subgraphCircuit.set({ subgraph }, GAUGE[state]);
        this.#changed(subgraph, state);
      });
      subgraphCircuit.set({ subgraph }, GAUGE.closed);
      this.#breakers.set(subgraph, breaker);
    }
    return breaker;
  }
}
