import { collectDefaultMetrics, Counter, Gauge, Histogram, register } from 'prom-client';

/** Prometheus metrics of this process. Names of things only: no ids, no personal data. */
export const subgraphSeconds = new Histogram({
  name: 'subgraph_fetch_seconds',
  help: 'How long a subgraph took to answer one fetch.',
  labelNames: ['service', 'kind'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5],
});

export const faults = new Counter({
  name: 'faults_total',
  help: 'Errors that were masked behind an incident number.',
  labelNames: ['service'],
});

export const liveStreams = new Gauge({
  name: 'subgraph_live_streams',
  help: 'Subscriptions that a subgraph serves at the moment.',
  labelNames: ['service'],
});

/** The page that `/metrics` shows. */
export function metricsPage(): Promise<{ contentType: string; body: string }> {
  collectProcess();
  return register.metrics().then((body) => ({ contentType: register.contentType, body }));
}

let collecting = false;
function collectProcess(): void {
  if (!collecting) {
    collecting = true;
    collectDefaultMetrics();
  }
}
