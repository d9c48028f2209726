import type { Measured } from '../measure/contender.ts';
import { summarise, throughputRatio } from '../measure/statistics.ts';
import { figure, type Table } from '../measure/table.ts';

/** Ours is the first; the others are its floors. */
export function throughputTable([ours, ...floors]: readonly Measured[]): Table {
  if (ours === undefined) {
    throw new Error('There is nothing to compare.');
  }
  return {
    headings: ['', 'answers/s', 'ours of it', 'p50 ms', 'p99 ms', 'CPU ms'],
    rows: [ours, ...floors].map((measured) => {
      const { name, answersPerSecond, p50Ms, p99Ms, cpuMsPerAnswer } = summarise(measured);
      return [
        name,
        figure(answersPerSecond),
        measured === ours ? '' : `${figure(throughputRatio(ours, measured))} ×`,
        figure(p50Ms),
        figure(p99Ms),
        figure(cpuMsPerAnswer),
      ];
    }),
  };
}

/** The same for the file of results, with every round. */
export function throughputFigures([ours, ...floors]: readonly Measured[]): object {
  return {
    contenders: [...(ours === undefined ? [] : [ours]), ...floors].map((measured) => ({
      ...summarise(measured),
      rounds: measured.slices.map(({ answers, seconds, cpuMs }) => ({ answers, seconds, cpuMs })),
    })),
    ratios: Object.fromEntries(
      floors.map((floor) => [floor.name, ours === undefined ? null : throughputRatio(ours, floor)]),
    ),
  };
}
