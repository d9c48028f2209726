import { setImmediate as nextTurn } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { type GraphQLSchema, isObjectType } from 'graphql';
import type { Logger } from '@connected-lives/kit/log';
import { TrustedDocuments, type TrustedDocumentSettings } from './documents/trusted-documents.ts';
import { Executor } from './executor.ts';
import type { ExecutorSettings } from './executor-settings.ts';
import { subgraphFetchSeconds } from './metrics.ts';
import { SubgraphCircuits } from './transport/subgraph-circuits.ts';

type Watching = Required<
  Pick<ExecutorSettings, 'circuits' | 'failed' | 'fetched' | 'notPlannable'>
>;

/** Documents without a plan that are remembered, so that each is logged once. */
const NOT_PLANNABLE_MAX = 1_000;

export interface GraphSettings extends Omit<ExecutorSettings, 'supergraphSdl' | keyof Watching> {
  readonly trustedDocuments: TrustedDocumentSettings;
  readonly enforceTrustedDocuments: boolean;
}

/**
 * The graph that is served at the moment. It is replaced as a whole when the supergraph changes, and
 * what is under way keeps the executor that it began with.
 */
export class CurrentGraph {
  readonly #settings: GraphSettings;
  readonly #logger: Logger;
  readonly #watching: Watching;
  #executor: Executor;
  #documents: TrustedDocuments;

  constructor(supergraphSdl: string, settings: GraphSettings, logger: Logger) {
    this.#settings = settings;
    this.#logger = logger;
    const notPlannable = new LRUCache<string, true>({ max: NOT_PLANNABLE_MAX });
    this.#watching = {
      circuits: new SubgraphCircuits({}, (subgraph, state) =>
        logger.warn({ subgraph, state }, 'subgraph circuit changed'),
      ),
      failed: (subgraph, requestId, fault) =>
        logger.error({ subgraph, requestId, fault: nameOf(fault) }, 'subgraph failed'),
      fetched: (subgraph, outcome, seconds) =>
        subgraphFetchSeconds.observe({ subgraph, outcome }, seconds),
      notPlannable: (document, reason) => {
        if (!notPlannable.has(document)) {
          notPlannable.set(document, true);
          logger.warn({ document, reason }, 'no plan for a document');
        }
      },
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

  /**
   * Throws, and changes nothing, when this is not a supergraph of the subgraphs that are here. What
   * was asked for last is planned again afterwards, so that the next requests need not wait for it.
   */
  take(supergraphSdl: string, trustedDocuments?: TrustedDocumentSettings): void {
    const before = this.#executor;
    this.#executor = this.#executorOf(supergraphSdl);
    void this.#planAgain(before, this.#executor);
    if (trustedDocuments !== undefined) {
      this.#documents = this.#trusting(trustedDocuments);
    }
  }

  /** One plan for each turn of the event loop: requests go on meanwhile, and plan what they need. */
  async #planAgain(before: Executor, now: Executor): Promise<void> {
    const plans = now.planAgain(before);
    do {
      await nextTurn();
    } while (this.#executor === now && plans.next().done !== true);
  }

  #executorOf(supergraphSdl: string): Executor {
    const executor = new Executor({ ...this.#settings, ...this.#watching, supergraphSdl });
    for (const field of this.#settings.slowFields ?? []) {
      if (!hasField(executor.schema, field)) {
        this.#logger.warn({ field }, 'slow field is not in the graph');
      }
    }
    return executor;
  }

  #trusting(documents: TrustedDocumentSettings): TrustedDocuments {
    return new TrustedDocuments(documents, this.#settings.enforceTrustedDocuments);
  }
}

function hasField(schema: GraphQLSchema, coordinate: string): boolean {
  const [typeName = '', fieldName = ''] = coordinate.split('.');
  const type = schema.getType(typeName);
  return isObjectType(type) && type.getFields()[fieldName] !== undefined;
}

/** Messages of faults may quote a record, so the log gets what kind of fault it was. */
function nameOf(fault: unknown): string {
  if (!(fault instanceof Error)) {
    return typeof fault;
  }
  const { code } = fault as { code?: unknown };
  return typeof code === 'string' ? `${fault.name} ${code}` : fault.name;
}
