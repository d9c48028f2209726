import { read } from '../config.ts';
import { PlainError } from '../plain-error.ts';

const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

export type SamplerName = (typeof SAMPLERS)[number];

/** Where traces are sent, and how many of them. */
export interface TracingChoice {
  /** Of an OpenTelemetry collector that speaks OTLP over HTTP, such as `http://localhost:4318`. */
  readonly endpoint: URL;
  /** Under which name the process appears in the traces, if not under its own. */
  readonly serviceName: string | undefined;
  readonly sampler: SamplerName;
  /** For the samplers by ratio: the part of the traces that is kept, from 0 to 1. */
  readonly ratio: number;
}

/** Undefined when nothing is to be traced. The names and meanings are OpenTelemetry's own. */
export function readTracingChoice(): TracingChoice | undefined {
  const endpoint = read('OTEL_EXPORTER_OTLP_ENDPOINT');
  if (endpoint === undefined) {
    return undefined;
  }
  if (!/^https?:/.test(endpoint) || !URL.canParse(endpoint)) {
    throw new PlainError(
      `OTEL_EXPORTER_OTLP_ENDPOINT is "${endpoint}". It is an address such as http://localhost:4318.`,
    );
  }
  return {
    endpoint: new URL(endpoint),
    serviceName: read('OTEL_SERVICE_NAME'),
    sampler: readSampler(),
    ratio: readRatio(),
  };
}

function readSampler(): SamplerName {
  const name = read('OTEL_TRACES_SAMPLER') ?? 'parentbased_always_on';
  const sampler = SAMPLERS.find((known) => known === name);
  if (sampler === undefined) {
    throw new PlainError(`OTEL_TRACES_SAMPLER is "${name}". It may be ${SAMPLERS.join(', ')}.`);
  }
  return sampler;
}

function readRatio(): number {
  const text = read('OTEL_TRACES_SAMPLER_ARG') ?? '1';
  const ratio = Number(text);
  if (!(ratio >= 0 && ratio <= 1)) {
    throw new PlainError(`OTEL_TRACES_SAMPLER_ARG is "${text}". It is a number from 0 to 1.`);
  }
  return ratio;
}
