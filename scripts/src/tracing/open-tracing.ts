import type { TracerProvider as Tracers } from '@opentelemetry/api';
import type { Sampler } from '@opentelemetry/sdk-trace';
import type { SamplerName, TracingChoice } from './config.ts';

/** How long a stop waits for a collector that does not answer. */
const EXPORT_MS_MAX = 5_000;

/**
 * Begins to send traces to a collector, and sends the last of them when the run ends. Where nothing
 * is to be traced there are no tracers and not even the SDK is loaded.
 *
 * @param name of this process in the traces
 */
export async function openTracing(
  choice: TracingChoice | undefined,
  name: string,
  stack: AsyncDisposableStack,
): Promise<Tracers | undefined> {
  if (choice === undefined) {
    return undefined;
  }
  const [
    { OTLPTraceExporter },
    { resourceFromAttributes },
    { BatchSpanProcessor, TracerProvider },
  ] = await Promise.all([
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/sdk-trace'),
  ]);
  const exporter = new OTLPTraceExporter({
    url: `${choice.endpoint.href.replace(/\/$/, '')}/v1/traces`,
    timeoutMillis: EXPORT_MS_MAX,
  });
  const tracers = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': choice.serviceName ?? name }),
    sampler: await samplerOf(choice.sampler, choice.ratio),
    spanProcessors: [new BatchSpanProcessor({ exporter, exportTimeoutMillis: EXPORT_MS_MAX })],
  });
  // What could not be sent is lost, and no reason to say that the council did not stop well.
  stack.defer(() => tracers.shutdown().catch(() => undefined));
  return tracers;
}

async function samplerOf(name: SamplerName, ratio: number): Promise<Sampler> {
  const sdk = await import('@opentelemetry/sdk-trace');
  const on = new sdk.AlwaysOnSampler();
  const off = new sdk.AlwaysOffSampler();
  const part = new sdk.TraceIdRatioBasedSampler(ratio);
  const samplers: Record<SamplerName, Sampler> = {
    always_on: on,
    always_off: off,
    traceidratio: part,
    parentbased_always_on: new sdk.ParentBasedSampler({ root: on }),
    parentbased_always_off: new sdk.ParentBasedSampler({ root: off }),
    parentbased_traceidratio: new sdk.ParentBasedSampler({ root: part }),
  };
  return samplers[name];
}
