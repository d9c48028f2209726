import { Counter, Gauge, Histogram } from 'prom-client';

/** Prometheus metrics of the gateway. Names of operations and subgraphs only: no ids. */
export const operations = new Counter({
  name: 'gateway_operations_total',
  help: 'Operations of clients, by name and how they ended.',
  labelNames: ['operation', 'kind', 'outcome'],
});

export const operationSeconds = new Histogram({
  name: 'gateway_operation_seconds',
  help: 'How long a client waited for a whole answer.',
  labelNames: ['operation'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10],
});

export const refusals = new Counter({
  name: 'gateway_refusals_total',
  help: 'Requests that were not executed, by the code of the refusal.',
  labelNames: ['code'],
});

export const costPoints = new Counter({
  name: 'gateway_cost_points_total',
  help: 'Points of cost of the operations that ran, as viewers spent them.',
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

export const operationsRunning = new Gauge({
  name: 'gateway_operations_running',
  help: 'Queries and mutations that are being answered.',
});

export const documentsKept = new Gauge({
  name: 'gateway_documents',
  help: 'Documents that are kept planned and compiled.',
});

export const liveReaders = new Gauge({
  name: 'gateway_live_readers',
  help: 'Clients that listen to a live stream.',
});

export const liveSources = new Gauge({
  name: 'gateway_live_sources',
  help: 'Streams of subgraphs that the gateway listens to; several readers may share one.',
});

const NAMES_MAX = 500;
const NAME_LENGTH_MAX = 100;
const namesSeen = new Set<string>();

/** Clients choose the names of operations, so only the first five hundred get a label. */
export function operationLabel(name: string | null): string {
  if (name === null) {
    return 'anonymous';
  }
  if (namesSeen.size < NAMES_MAX && name.length <= NAME_LENGTH_MAX) {
    namesSeen.add(name);
  }
  return namesSeen.has(name) ? name : 'other';
}
