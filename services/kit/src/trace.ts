import {
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  type SpanOptions,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import { Refusal } from './refusal.ts';

export type { Span, SpanContext, Tracer };

/**
 * Begins a span under another one, which may be of another process; without one, the first of its
 * trace. Spans are passed on by hand and never by an ambient context, which would cost every
 * promise of every request something, traced or not.
 */
export function startSpan(
  tracer: Tracer,
  name: string,
  parent: SpanContext | undefined,
  options: SpanOptions,
): Span {
  const context = parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
  return tracer.startSpan(name, options, context);
}

/** Says in a span that its work failed. Never why: the message of a fault may quote a record. */
export function markFailed(span: Span): void {
  span.setStatus({ code: SpanStatusCode.ERROR });
}

const OUTCOME = 'use_case.outcome';

/** Does a use case within a span of its own, when it belongs to a request that is traced. */
export async function inSpan<T>(
  tracer: Tracer | undefined,
  name: string,
  parent: SpanContext | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (tracer === undefined || parent === undefined) {
    return work();
  }
  const span = startSpan(tracer, name, parent, {});
  try {
    const result = await work();
    span.setAttribute(OUTCOME, 'done');
    return result;
  } catch (error) {
    span.setAttribute(OUTCOME, error instanceof Refusal ? 'refused' : 'failed');
    if (!(error instanceof Refusal)) {
      markFailed(span);
    }
    throw error;
  } finally {
    span.end();
  }
}

/** The header `traceparent` of W3C Trace Context: version, trace, span and flags. */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

export function traceparentOf({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

/**
 * The span that another process names as the parent of ours. Its `tracestate` and `baggage` are not
 * read: they hold whatever a client likes, and would carry it to wherever traces are kept.
 */
export function readTraceparent(header: unknown): SpanContext | undefined {
  const [, traceId, spanId, flags] =
    typeof header === 'string' ? (TRACEPARENT.exec(header) ?? []) : [];
  if (traceId === undefined || spanId === undefined || flags === undefined) {
    return undefined;
  }
  const context = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return isSpanContextValid(context) ? context : undefined;
}
