import { LRUCache } from 'lru-cache';
import { documentLookups, documentsDropped, documentsKept } from '../metrics.ts';
import { type PreparationSettings, prepareOperation } from './prepare-operation.ts';
import type { PreparedOperation } from './prepared-operation.ts';
import type { Supergraph } from './supergraph.ts';

export interface OperationSettings extends PreparationSettings {
  readonly documentsMax: number;
}

const PLANNED_AGAIN_MAX = 100;

/** Documents parsed, measured, validated, planned and compiled once, the last thousand kept. */
export class OperationStore {
  readonly #supergraph: Supergraph;
  readonly #settings: OperationSettings;
  readonly #prepared: LRUCache<string, PreparedOperation>;
  #compiled = 0;
  readonly #countCompiled = () => {
    this.#compiled++;
  };

  constructor(supergraph: Supergraph, settings: OperationSettings) {
    this.#supergraph = supergraph;
    this.#settings = settings;
    this.#prepared = new LRUCache({
      max: settings.documentsMax,
      dispose: (_prepared, _key, reason) => {
        if (reason === 'evict') {
          documentsDropped.inc();
        }
      },
    });
  }

  /** How many plans were compiled so far. */
  get compiled(): number {
    return this.#compiled;
  }

  get size(): number {
    return this.#prepared.size;
  }

  /** Throws a `RequestRefusal` for a document that is too large, or wrong. */
  prepare(
    source: string,
    operationName: string | null,
    variables: Readonly<Record<string, unknown>>,
  ): PreparedOperation {
    const key = operationName === null ? source : `${operationName}\n${source}`;
    const prepared = this.#prepared.get(key);
    (prepared === undefined ? documentLookups.notKept : documentLookups.kept).add(1);
    return prepared ?? this.#keep(key, this.#compile(source, operationName, variables));
  }

  /**
   * Plans what another store, of an earlier supergraph, was asked for last: one plan for each step,
   * so that whoever takes the steps may do other things between them.
   */
  *planAgain(earlier: OperationStore): Generator<void, void, void> {
    const last = [...earlier.#prepared.entries()].slice(0, PLANNED_AGAIN_MAX);
    for (const [key, { source, name, plannedFor }] of last) {
      for (const decided of plannedFor()) {
        try {
          const prepared =
            this.#prepared.peek(key) ??
            this.#keep(key, this.#compile(source, key === source ? null : name, decided));
          prepared.compiledFor(decided);
        } catch {
          // Not an operation of this graph any more: whoever sends it is told.
        }
        yield;
      }
    }
  }

  #keep(key: string, prepared: PreparedOperation): PreparedOperation {
    this.#prepared.set(key, prepared);
    documentsKept.set(this.#prepared.size);
    return prepared;
  }

  #compile(
    source: string,
    operationName: string | null,
    variables: Readonly<Record<string, unknown>>,
  ): PreparedOperation {
    return prepareOperation(
      this.#supergraph,
      this.#settings,
      source,
      operationName,
      variables,
      this.#countCompiled,
    );
  }
}
