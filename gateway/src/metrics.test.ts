import { afterEach, describe, expect, it } from '@jest/globals';
import { startTestGateway, type TestGateway } from './gateway.given.ts';
import type { GatewaySettings } from './gateway.ts';
import { countRefusal, operationLabel } from './metrics.ts';

let started: TestGateway | undefined;
afterEach(() => started?.gateway.stop());

async function start(settings: Partial<GatewaySettings> = {}): Promise<TestGateway> {
  started = await startTestGateway(settings);
  return started;
}

/** Metrics are those of the process, so that a test looks at what it adds. */
async function valueOf(name: string): Promise<number> {
  const line = (await started?.metrics())?.split('\n').find((each) => each.startsWith(`${name} `));
  return Number(line?.slice(name.length) ?? 0);
}

describe('the metrics', () => {
  it('count documents that were kept, that were not, and the plans that were made for them', async () => {
    const council = await start();
    const lookups = (kept: string) => valueOf(`gateway_document_lookups_total{kept="${kept}"}`);
    const before = [
      await lookups('no'),
      await lookups('yes'),
      await valueOf('gateway_plan_seconds_count'),
    ];

    for (const name of ['A', 'B', 'B']) {
      await council.post({ query: `query ${name} { person(id: "p1") { name } }` });
    }

    expect([
      await lookups('no'),
      await lookups('yes'),
      await valueOf('gateway_plan_seconds_count'),
    ]).toEqual([2, 1, 2].map((more, i) => (before[i] ?? 0) + more));
    expect(await valueOf('gateway_documents')).toBe(2);
  });

  it('time each operation by its name and each subgraph by its own', async () => {
    const council = await start();

    await council.post({ query: 'query Timed { person(id: "p1") { name spent } }' });

    const page = await council.metrics();
    expect(page).toContain(
      'gateway_operations_total{operation="Timed",kind="query",outcome="answered"} 1',
    );
    expect(page).toContain('gateway_operation_seconds_count{operation="Timed"} 1');
    for (const subgraph of ['people', 'finance']) {
      expect(page).toMatch(
        new RegExp(
          `gateway_subgraph_fetch_seconds_count\\{subgraph="${subgraph}",outcome="answered"\\} [1-9]`,
        ),
      );
    }
  });

  it('count refusals by their codes, whatever a code may be', async () => {
    const council = await start();
    const refused = (code: string) => valueOf(`gateway_refusals_total{code="${code}"}`);
    const before = await refused('GRAPHQL_VALIDATION_FAILED');

    await council.post({ query: '{ nothing }' });
    Array.from({ length: 200 }, (_, n) => countRefusal(`CODE_${n}`));

    expect(await refused('GRAPHQL_VALIDATION_FAILED')).toBe(before + 1);
    expect(await refused('other')).toBeGreaterThan(0);
    const page = (await started?.metrics()) ?? '';
    expect(page.match(/^gateway_refusals_total\{/gm)?.length).toBeLessThanOrEqual(101);
  });

  it('have a bounded number of names, of bounded length', () => {
    const long = 'x'.repeat(101);
    expect(operationLabel(long)).toBe('other');
    expect(operationLabel(null)).toBe('anonymous');

    const labels = new Set(Array.from({ length: 2_000 }, (_, n) => operationLabel(`Name${n}`)));

    expect(labels.size).toBeLessThanOrEqual(501);
    expect(labels).toContain('Name0');
    expect(labels).toContain('other');
  });

  it('stand at a port of their own, without a token and without anything else', async () => {
    const { gateway } = await start();
    const at = gateway.metricsUrl ?? '';

    expect((await fetch(at)).status).toBe(200);
    expect((await fetch(at.replace('/metrics', '/graphql'))).status).toBe(404);
    expect((await fetch(`${gateway.url}/metrics`)).status).toBe(404);
    expect(new URL(at).hostname).toBe('127.0.0.1');
  });

  it('stand at the port of the graph in development only', async () => {
    const production = await start({ metricsPort: undefined });
    expect(production.gateway.metricsUrl).toBeNull();
    expect((await fetch(`${production.gateway.url}/metrics`)).status).toBe(404);
    await production.gateway.stop();

    const development = await start({ production: false, metricsPort: undefined });

    expect(development.gateway.metricsUrl).toBe(`${development.gateway.url}/metrics`);
    expect(await development.metrics()).toContain('gateway_operations_running');
  });
});
