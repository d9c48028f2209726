import { Counter, Gauge, Histogram } from 'prom-client';
import { Tally } from './observe/tally.ts';

/** Prometheus metrics of the gateway. Names of operations and subgraphs only: no ids. */
export const operations = new Counter({
  name: 'gateway_operations_total',
  help: 'Operations of clients, by name and how they ended; a live stream when it is opened.',
  labelNames: ['operation', 'kind', 'outcome'],
});

export const operationSeconds = new Histogram({
  name: 'gateway_operation_seconds',
  help: 'How long a client waited for a whole answer.',
  labelNames: ['operation'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10],
});

const refusals = new Counter({
  name: 'gateway_refusals_total',
  help: 'Requests that were not executed, by the code of the refusal.',
  labelNames: ['code'],
});

export const costPoints = new Tally();
void new Counter({
  name: 'gateway_cost_points_total',
  help: 'Points of cost of the operations that ran, as viewers spent them.',
  collect() {
    this.inc(costPoints.take());
  },
});

export const subgraphFetchSeconds = new Histogram({
  name: 'gateway_subgraph_fetch_seconds',
  help: 'How long the gateway waited for one fetch of a subgraph.',
  labelNames: ['subgraph', 'outcome'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2],
});

export const subgraphCircuit = new Gauge({
  name: 'gateway_subgraph_circuit',
  help: 'Whether a subgraph is asked: 0 usually (closed), 1 by one probe (half open), 2 not at all (open).',
  labelNames: ['subgraph'],
});

export const operationsRunning = new Tally();
void new Gauge({
  name: 'gateway_operations_running',
  help: 'Queries and mutations that are being answered.',
  collect() {
    this.inc(operationsRunning.take());
  },
});

export const documentsKept = new Gauge({
  name: 'gateway_documents',
  help: 'Documents that are kept planned and compiled.',
});

export const documentLookups = { kept: new Tally(), notKept: new Tally() };
void new Counter({
  name: 'gateway_document_lookups_total',
  help: 'Documents that clients sent, by whether they were kept planned.',
  labelNames: ['kept'],
  collect() {
    this.inc({ kept: 'yes' }, documentLookups.kept.take());
    this.inc({ kept: 'no' }, documentLookups.notKept.take());
  },
});

export const documentsDropped = new Counter({
  name: 'gateway_documents_dropped_total',
  help: 'Documents that made room for others. Many of them: more than a thousand are in use.',
});

export const planSeconds = new Histogram({
  name: 'gateway_plan_seconds',
  help: 'How long documents that were not kept took to be measured, validated, planned and compiled.',
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
});

export const liveReaders = new Gauge({
  name: 'gateway_live_readers',
  help: 'Clients that listen to a live stream.',
});

export const liveEnds = new Counter({
  name: 'gateway_live_ends_total',
  help: 'Live streams that ended, by why: complete, slow, expired, revoked, again, interrupted or left.',
  labelNames: ['why'],
});

export const liveEventSeconds = new Histogram({
  name: 'gateway_live_event_seconds',
  help: 'How long the gateway took to complete and write an event of a live stream, once for all readers.',
  labelNames: ['operation'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2],
});

export const liveSources = new Gauge({
  name: 'gateway_live_sources',
  help: 'Streams of subgraphs that the gateway listens to; several readers may share one.',
});

/** Every label is a series of its own for as long as the process lives, so no set of them may grow. */
class BoundedLabels {
  readonly #max: number;
  readonly #seen = new Set<string>();

  constructor(max: number) {
    this.#max = max;
  }

  /** The name itself for the first ones, and `other` for those that come when all places are taken. */
  of(name: string): string {
    if (this.#seen.has(name)) {
      return name;
    }
    if (this.#seen.size >= this.#max || name.length > NAME_LENGTH_MAX) {
      return 'other';
    }
    this.#seen.add(name);
    return name;
  }
}

const NAME_LENGTH_MAX = 100;
const operationNames = new BoundedLabels(500);
const refusalCodes = new BoundedLabels(100);

/** Clients choose the names of operations, so only the first five hundred get a label. */
export function operationLabel(name: string | null): string {
  return name === null ? 'anonymous' : operationNames.of(name);
}

/** Counts a request that was not executed. A code may come from a subgraph, which says what it likes. */
export function countRefusal(code: string): void {
  refusals.inc({ code: refusalCodes.of(code) });
}
