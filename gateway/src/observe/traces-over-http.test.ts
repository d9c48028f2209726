import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SpanKind } from '@opentelemetry/api';
import { readTraceparent } from '@connected-lives/kit/trace';
import { TestCouncil } from '../council.given.ts';
import { startTestGateway, type TestGateway } from '../gateway.given.ts';
import { type ServedSubgraph, serveSubgraph } from '../transport/served-subgraph.given.ts';
import { KeptSpans } from './kept-spans.given.ts';

let spans: KeptSpans;
let served: ServedSubgraph[];
let started: TestGateway;
beforeEach(async () => {
  spans = new KeptSpans();
  served = await Promise.all(
    Object.values(new TestCouncil().subgraphs()).map((memory) => serveSubgraph(memory)),
  );
  started = await startTestGateway({
    subgraphs: served.map(({ subgraph }) => subgraph),
    tracer: spans.tracer,
  });
});
afterEach(async () => {
  await started.gateway.stop();
  await Promise.all(served.map((subgraph) => subgraph.stop()));
});

describe('a subgraph in another process', () => {
  it('is told which fetch its own spans belong to', async () => {
    await started.post({ query: '{ person(id: "p1") { name } }' });

    const span = await spans.named('fetch people');
    const { traceparent } = served.flatMap(({ headers }) => headers)[0] ?? {};
    const { traceId, spanId, traceFlags } = span?.spanContext() ?? {};
    expect(readTraceparent(traceparent)).toEqual({ traceId, spanId, traceFlags, isRemote: true });
    expect(span?.kind).toBe(SpanKind.CLIENT);
    expect(span?.attributes).toMatchObject({ 'gateway.transport': 'http' });
  });
});
