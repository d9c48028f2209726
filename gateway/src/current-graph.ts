import type { Logger } from '@connected-lives/kit/log';
import { TrustedDocuments, type TrustedDocumentSettings } from './documents/trusted-documents.ts';
import { Executor, type ExecutorSettings } from './executor.ts';
import { subgraphFetchSeconds } from './metrics.ts';
import { SubgraphCircuits } from './transport/subgraph-circuits.ts';

export interface GraphSettings extends Omit<
  ExecutorSettings,
  'supergraphSdl' | 'circuits' | 'failed' | 'fetched'
> {
  readonly trustedDocuments: TrustedDocumentSettings;
  readonly enforceTrustedDocuments: boolean;
}

/**
 * The graph that is served at the moment. It is replaced as a whole when the supergraph changes, and
 * what is under way keeps the executor that it began with.
 */
export class CurrentGraph {
  readonly #settings: GraphSettings;
  readonly #watching: Pick<ExecutorSettings, 'circuits' | 'failed' | 'fetched'>;
  #executor: Executor;
  #documents: TrustedDocuments;

  constructor(supergraphSdl: string, settings: GraphSettings, logger: Logger) {
    this.#settings = settings;
    this.#watching = {
      circuits: new SubgraphCircuits({}, (subgraph, state) =>
        logger.warn({ subgraph, state }, 'subgraph circuit changed'),
      ),
      failed: (subgraph, requestId, fault) =>
        logger.error({ subgraph, requestId, fault: nameOf(fault) }, 'subgraph failed'),
      fetched: (subgraph, outcome, seconds) =>
        subgraphFetchSeconds.observe({ subgraph, outcome }, seconds),
    };
    this.#executor = this.#executorOf(supergraphSdl);
    this.#documents = this.#trusting(settings.trustedDocuments);
  }

  get executor(): Executor {
    return this.#executor;
  }

  get documents(): TrustedDocuments {
    return this.#documents;
  }

  /** Throws, and changes nothing, when this is not a supergraph of the subgraphs that are here. */
  take(supergraphSdl: string, trustedDocuments?: TrustedDocumentSettings): void {
    this.#executor = this.#executorOf(supergraphSdl);
    if (trustedDocuments !== undefined) {
      this.#documents = this.#trusting(trustedDocuments);
    }
  }

  #executorOf(supergraphSdl: string): Executor {
    return new Executor({ ...this.#settings, ...this.#watching, supergraphSdl });
  }

  #trusting(documents: TrustedDocumentSettings): TrustedDocuments {
    return new TrustedDocuments(documents, this.#settings.enforceTrustedDocuments);
  }
}

/** Messages of faults may quote a record, so the log gets what kind of fault it was. */
function nameOf(fault: unknown): string {
  if (!(fault instanceof Error)) {
    return typeof fault;
  }
  const { code } = fault as { code?: unknown };
  return typeof code === 'string' ? `${fault.name} ${code}` : fault.name;
}
