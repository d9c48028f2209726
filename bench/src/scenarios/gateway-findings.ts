import type { Measured } from '../measure/contender.ts';
import { summarise, throughputRatio, throughputRatios } from '../measure/statistics.ts';
import { figure } from '../measure/table.ts';
import {
  APOLLO,
  APOLLO_TUNED,
  type GatewayContender,
  HIVE_TUNED,
  OURS,
} from './gateway-contenders.ts';
import type { GatewayQuestion } from './gateway.query.ts';
import type { Finding, Target } from './scenario.ts';

/** What came of one question at one load. */
export interface LoadMeasured {
  readonly connections: number;
  readonly measured: readonly Measured[];
}

const TARGET_CONNECTIONS = 10;
const BUSY_PERCENT_MIN = 90;
const MEMORY_MB_MAX = 250;

/** How much of each peer's throughput on the case view is demanded of ours, and hoped for. */
const TARGETS = [
  { peer: APOLLO, least: 6, aim: 8 },
  { peer: APOLLO_TUNED, least: 1.5, aim: 2 },
  { peer: HIVE_TUNED, least: 2, aim: 3 },
];

export function findingOf(
  { name, title }: GatewayQuestion,
  bytes: number,
  loads: readonly LoadMeasured[],
  apart: boolean,
): Finding {
  const sorted = loads.toSorted((one, other) => one.connections - other.connections);
  return {
    title: `${title}, ${figure(bytes / 1_000)} KB`,
    table: {
      headings: [
        '',
        'connections',
        'requests/s',
        `× ${APOLLO}`,
        'in single rounds',
        'CPU ms',
        '× less',
        'core busy',
        'p50 ms',
        'p99 ms',
      ],
      rows: sorted.flatMap(({ connections, measured }) =>
        measured.map((one) => rowOf(one, connections, named(APOLLO, measured))),
      ),
    },
    notes: [
      ...whetherDisturbed(sorted),
      apart
        ? 'Each gateway had one core; subgraphs and load had the rest.'
        : 'Nothing was pinned to a core, so subgraphs and load took part of what there is.',
      'Ours verifies the token, counts cost points and measures; the others were given no such duty.',
    ],
    targets: [...(name === 'case' ? throughputTargets(sorted) : []), latencyTarget(sorted)],
    figures: {
      loads: sorted.map(({ connections, measured }) => ({
        connections,
        contenders: measured.map((one) => ({
          ...summarise(one),
          ratio: throughputRatio(one, named(APOLLO, measured)),
          rounds: one.slices.map(({ answers, seconds, cpuMs }) => ({ answers, seconds, cpuMs })),
        })),
      })),
    },
  };
}

function rowOf(one: Measured, connections: number, apollo: Measured): string[] {
  const summary = summarise(one);
  return [
    summary.name,
    String(connections),
    figure(summary.answersPerSecond),
    figure(throughputRatio(one, apollo)),
    one === apollo ? '' : rangeOf(throughputRatios(one, apollo)),
    figure(summary.cpuMsPerAnswer),
    figure(summarise(apollo).cpuMsPerAnswer / summary.cpuMsPerAnswer),
    `${figure(summary.busyPercent)} %`,
    figure(summary.p50Ms),
    figure(summary.p99Ms),
  ];
}

export function rangeOf(ratios: readonly number[]): string {
  return `${figure(Math.min(...ratios))}–${figure(Math.max(...ratios))}`;
}

/** With ten connections a gateway that has a core to itself is busy all the time. */
function whetherDisturbed(loads: readonly LoadMeasured[]): string[] {
  const busy = throughputMeasured(loads).map((one) => summarise(one).busyPercent);
  const least = Math.min(...busy);
  return least >= BUSY_PERCENT_MIN
    ? []
    : [
        `With ${String(TARGET_CONNECTIONS)} connections a gateway's core was busy for ${figure(least)} % of the time only: something`,
        'else used this machine. Requests/s say little then; CPU ms still compare what one answer takes.',
      ];
}

function throughputMeasured(loads: readonly LoadMeasured[]): readonly Measured[] {
  return loads.find(({ connections }) => connections === TARGET_CONNECTIONS)?.measured ?? [];
}

function throughputTargets(loads: readonly LoadMeasured[]): Target[] {
  const measured = throughputMeasured(loads);
  return TARGETS.map(({ peer, least, aim }) => {
    const ratio = throughputRatio(named(OURS, measured), named(peer, measured));
    const ratios = throughputRatios(named(OURS, measured), named(peer, measured));
    return {
      words:
        `with ${String(TARGET_CONNECTIONS)} connections at least ${String(least)} × ${peer}, ` +
        `better ${String(aim)} ×: ${figure(ratio)} × (rounds ${rangeOf(ratios)})`,
      reached: ratio >= least,
    };
  });
}

/** Nobody may wait longer for the slowest answer in a hundred than with any other gateway. */
function latencyTarget(loads: readonly LoadMeasured[]): Target {
  const slower = loads.flatMap(({ connections, measured }) => {
    const ours = summarise(named(OURS, measured)).p99Ms;
    return measured
      .map(summarise)
      .filter(({ p99Ms }) => p99Ms < ours)
      .map(({ name, p99Ms }) => {
        const figures = `${figure(p99Ms)} against ${figure(ours)} ms`;
        return `${name} with ${String(connections)} connections, ${figures}`;
      });
  });
  return {
    words: `a p99 not worse than anybody’s${slower.length === 0 ? '' : ` (better: ${slower.join('; ')})`}`,
    reached: slower.length === 0,
  };
}

export async function memoryFinding(contenders: readonly GatewayContender[]): Promise<Finding> {
  const held = await Promise.all(
    contenders.map(async ({ name, process }) => ({ name, mb: await process.memoryMb() })),
  );
  const ours = held.find(({ name }) => name === OURS)?.mb ?? Number.NaN;
  return {
    title: 'Memory of each gateway after all that (resident set)',
    table: {
      headings: ['', 'MB'],
      rows: held.map(({ name, mb }) => [name, figure(mb)]),
    },
    targets: [
      {
        words: `under ${String(MEMORY_MB_MAX)} MB a process: ${figure(ours)} MB`,
        reached: ours < MEMORY_MB_MAX,
      },
    ],
    figures: { memoryMb: Object.fromEntries(held.map(({ name, mb }) => [name, mb])) },
  };
}

function named(name: string, measured: readonly Measured[]): Measured {
  const found = measured.find((each) => each.name === name);
  if (found === undefined) {
    throw new Error(`${name} was not measured.`);
  }
  return found;
}
