import { deepStrictEqual } from 'node:assert';
import { measureHttp } from '../load/http-load.ts';
import { inTurn } from '../load/http-request.ts';
import type { Contender, Measured } from '../measure/contender.ts';
import { interleave } from '../measure/interleave.ts';
import { summarise, throughputRatio, throughputRatios } from '../measure/statistics.ts';
import { figure } from '../measure/table.ts';
import type { Child } from '../processes/child.ts';
import { caseQuestions } from './case-view.ts';
import { rangeOf } from './gateway-findings.ts';
import type { ReadQuestion } from './read-contenders.ts';
import { askJson, type Bench, type Finding } from './scenario.ts';

export const CONNECTIONS = 10;
const COMPARED_MAX = 20;

/** A whole council in one of its arrangements. */
export interface Arrangement {
  readonly name: string;
  readonly servers: readonly Child[];
  readonly behind: readonly Child[];
  /** How often the usual arrangement's throughput it should have. */
  readonly least: number | null;
}

export interface Race {
  readonly title: string;
  readonly notes: readonly string[];
  /** The first is the usual one, which the others are compared with. */
  readonly arrangements: readonly Arrangement[];
  /** Whom to ask about. Unless it is said: everybody who has a case. */
  readonly questions?: readonly ReadQuestion[];
}

/** The case view of each arrangement. Nothing is pinned: everybody has the whole machine. */
export async function raceArrangements(bench: Bench, race: Race): Promise<Finding> {
  const { arrangements, questions = await caseQuestions(bench) } = race;
  await requireSameAnswers(arrangements, questions);
  const measured = await interleave(
    arrangements.map((arrangement) => asking(arrangement, questions)),
    { rounds: 5, sliceMs: 1_500, warmUpMs: 4_000, stopping: bench.stopping },
  );
  return findingOf(race, measured);
}

async function requireSameAnswers(
  arrangements: readonly Arrangement[],
  questions: readonly ReadQuestion[],
): Promise<void> {
  for (const { token, operation } of questions.slice(0, COMPARED_MAX)) {
    const [usual, ...others] = await Promise.all(
      arrangements.map(({ servers }) =>
        askJson(`${servers[0]?.url ?? ''}/graphql`, { token, body: operation }),
      ),
    );
    others.forEach((answer) => {
      deepStrictEqual(answer, usual, 'Two arrangements of the same council differ.');
    });
  }
}

function asking(
  { name, servers, behind }: Arrangement,
  questions: readonly ReadQuestion[],
): Contender {
  const next = inTurn(
    questions.map(({ token, operation }) => ({
      method: 'POST',
      path: '/graphql',
      token,
      body: operation,
    })),
  );
  const has = '"data":{"person":{"id"';
  return {
    name,
    measure: (ms) => measureHttp({ servers, behind, connections: CONNECTIONS, has, next }, ms),
  };
}

function findingOf({ title, notes, arrangements }: Race, measured: readonly Measured[]): Finding {
  const [usual] = measured;
  if (usual === undefined) {
    throw new Error('There is nothing to compare.');
  }
  const usualCpuMs = summarise(usual).cpuMsPerAnswer;
  return {
    title,
    table: {
      headings: [
        '',
        'requests/s',
        '× usual',
        'in single rounds',
        'CPU ms',
        '× less',
        'p50 ms',
        'p99 ms',
      ],
      rows: measured.map((one) => {
        const { name, answersPerSecond, cpuMsPerAnswer, p50Ms, p99Ms } = summarise(one);
        return [
          name,
          figure(answersPerSecond),
          figure(throughputRatio(one, usual)),
          one === usual ? '' : rangeOf(throughputRatios(one, usual)),
          figure(cpuMsPerAnswer),
          figure(usualCpuMs / cpuMsPerAnswer),
          figure(p50Ms),
          figure(p99Ms),
        ];
      }),
    },
    notes,
    targets: measured.flatMap((one, i) => {
      const least = arrangements[i]?.least ?? null;
      const ratio = throughputRatio(one, usual);
      return least === null
        ? []
        : [
            {
              words: `${one.name}: at least ${String(least)} × the usual arrangement: ${figure(ratio)} ×`,
              reached: ratio >= least,
            },
          ];
    }),
    figures: {
      contenders: measured.map((one) => ({
        ...summarise(one),
        ratio: throughputRatio(one, usual),
      })),
    },
  };
}
