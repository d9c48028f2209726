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

  /**
   * One line a span, each under its parent: whole traces in the order in which they ended, and what
   * one is made of in the order in which it began. The moments of two traces are read from clocks
   * that were set apart, and may differ by a millisecond.
   */
  async tree(): Promise<string[]> {
    const spans = await this.all();
    const lines = (span: ReadableSpan, indent: string): string[] => [
      indent + lineOf(span),
      ...spans
        .filter(({ parentSpanContext }) => parentSpanContext?.spanId === span.spanContext().spanId)
        .toSorted((a, b) => startOf(a) - startOf(b))
        .flatMap((below) => lines(below, `${indent}  `)),
    ];
    return spans
      .filter(({ parentSpanContext }) => parentSpanContext === undefined)
      .flatMap((span) => lines(span, ''));
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
