import type { Measured, Slice } from './contender.ts';

/** What there is to say of one contender. */
export interface Summary {
  readonly name: string;
  readonly answersPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMsPerAnswer: number;
  /** How much of one core the process took while it was asked. */
  readonly busyPercent: number;
}

/** The rate is that of the middle round; latencies are of all rounds together. */
export function summarise({ name, slices }: Measured): Summary {
  const latenciesMs = slices.flatMap((slice) => slice.latenciesMs);
  return {
    name,
    answersPerSecond: median(slices.map(rateOf)),
    p50Ms: percentile(latenciesMs, 50),
    p99Ms: percentile(latenciesMs, 99),
    cpuMsPerAnswer: median(slices.map(({ cpuMs, answers }) => cpuMs / answers)),
    busyPercent: median(slices.map(({ cpuMs, seconds }) => cpuMs / seconds / 10)),
  };
}

/** How much of the other's throughput one has: the middle of the ratios within each round. */
export function throughputRatio(one: Measured, other: Measured): number {
  return median(throughputRatios(one, other));
}

/** The same for each round by itself, which tells how noisy the rounds were. */
export function throughputRatios(one: Measured, other: Measured): number[] {
  return one.slices.map((slice, round) => rateOf(slice) / rateOf(other.slices[round] ?? slice));
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** Between neighbours the value is taken in proportion. Of no values: NaN. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = ((sorted.length - 1) * percent) / 100;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

function rateOf({ answers, seconds }: Slice): number {
  return answers / seconds;
}
