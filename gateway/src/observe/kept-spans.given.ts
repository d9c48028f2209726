import {
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';

/** Spans as a collector would get them. */
export class KeptSpans {
  readonly #exporter = new InMemorySpanExporter();
  readonly #provider = new TracerProvider({
    spanProcessors: [new SimpleSpanProcessor({ exporter: this.#exporter })],
  });
  readonly tracer = this.#provider.getTracer('gateway');

  async all(): Promise<readonly ReadableSpan[]> {
    await this.#provider.forceFlush();
    return this.#exporter.getFinishedSpans();
  }

  async named(name: string): Promise<ReadableSpan | undefined> {
    return (await this.all()).find((span) => span.name === name);
  }

  /** One line a span, in the order in which they began, each under its parent. */
  async tree(): Promise<string[]> {
    const spans = await this.all();
    const below = (parent: string | undefined, indent: string): string[] =>
      spans
        .filter((span) => span.parentSpanContext?.spanId === parent)
        .toSorted((a, b) => startOf(a) - startOf(b))
        .flatMap((span) => [
          indent + lineOf(span),
          ...below(span.spanContext().spanId, `${indent}  `),
        ]);
    return below(undefined, '');
  }
}

function lineOf({ name, attributes }: ReadableSpan): string {
  const attempt = attributes['gateway.attempt'];
  const outcome = attributes['gateway.outcome'];
  return [name, attempt, outcome].filter((part) => part !== undefined).join(' ');
}

function startOf({ startTime: [seconds, nanoseconds] }: ReadableSpan): number {
  return seconds * 1e9 + nanoseconds;
}
