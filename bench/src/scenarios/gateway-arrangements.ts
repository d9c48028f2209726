import { deepStrictEqual } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { SUPERGRAPH_PATH } from '@connected-lives/scripts/project-root';
import type { CouncilSettings } from '../council.child.ts';
import { type PeerSettings, withAddresses } from '../gateways/gateway-settings.ts';
import { measureHttp } from '../load/http-load.ts';
import type { Contender, Measured } from '../measure/contender.ts';
import { interleave } from '../measure/interleave.ts';
import { summarise, throughputRatio, throughputRatios } from '../measure/statistics.ts';
import { figure } from '../measure/table.ts';
import { Child } from '../processes/child.ts';
import { PRODUCTION, type ServicesApart } from '../subgraphs/services-apart.ts';
import { caseQuestions } from './case-view.ts';
import { rangeOf } from './gateway-findings.ts';
import type { ReadQuestion } from './read-contenders.ts';
import { askJson, type Bench, type Finding } from './scenario.ts';

const CONNECTIONS = 10;
const COMPARED_MAX = 20;

/** A whole council in one of its arrangements. */
interface Arrangement {
  readonly name: string;
  readonly servers: readonly Child[];
  readonly behind: readonly Child[];
  /** How often the usual arrangement's throughput it should have. */
  readonly least: number | null;
}

/**
 * The same council, over the same databases and with the same duties, as federated graphs are usually
 * put together and as ours is. Nothing is pinned: everybody has the whole machine.
 */
export async function compareArrangements(
  bench: Bench,
  services: ServicesApart,
): Promise<Finding[]> {
  const stack = new AsyncDisposableStack();
  try {
    return await race(bench, await startArrangements({ ...bench, stack }, services));
  } finally {
    await stack.disposeAsync();
  }
}

async function race(bench: Bench, arrangements: readonly Arrangement[]): Promise<Finding[]> {
  const questions = await caseQuestions(bench);
  await requireSameAnswers(arrangements, questions);
  const measured = await interleave(
    arrangements.map((arrangement) => asking(arrangement, questions)),
    { rounds: 5, sliceMs: 1_500, warmUpMs: 4_000, stopping: bench.stopping },
  );
  return [findingOf(arrangements, measured)];
}

async function startArrangements(
  { copy, council, issuer, stack }: Bench,
  { processes, urls }: ServicesApart,
): Promise<Arrangement[]> {
  const supergraphSdl = withAddresses(await readFile(SUPERGRAPH_PATH, 'utf8'), urls);
  const peer: PeerSettings = { supergraphSdl, tuned: false };
  const apollo = await Child.start('gateways/apollo-gateway.child', peer, PRODUCTION);
  stack.defer(() => apollo.stop());

  const councils = [council];
  const settings: CouncilSettings = { urls: copy.urls, trust: issuer.trust };
  while (councils.length < availableParallelism()) {
    const another = await Child.start('council.child', settings);
    stack.defer(() => another.stop());
    councils.push(another);
  }
  return [
    {
      name: '@apollo/gateway and three Apollo Servers',
      servers: [apollo],
      behind: Object.values(processes),
      least: null,
    },
    { name: 'ours in one process', servers: [council], behind: [], least: 10 },
    ...(councils.length > 1
      ? [
          {
            name: `ours in ${String(councils.length)} processes, one a core`,
            servers: councils,
            behind: [],
            least: 20,
          },
        ]
      : []),
  ];
}

async function requireSameAnswers(
  arrangements: readonly Arrangement[],
  questions: readonly ReadQuestion[],
): Promise<void> {
  for (const { token, operation } of questions.slice(0, COMPARED_MAX)) {
    const [usual, ...ours] = await Promise.all(
      arrangements.map(({ servers }) =>
        askJson(`${servers[0]?.url ?? ''}/graphql`, { token, body: operation }),
      ),
    );
    ours.forEach((answer) => {
      deepStrictEqual(answer, usual, 'Two arrangements of the same council differ.');
    });
  }
}

function asking({ name, servers, behind }: Arrangement, questions: readonly ReadQuestion[]) {
  let turn = 0;
  const contender: Contender = {
    name,
    measure: (ms) =>
      measureHttp(
        {
          servers,
          behind,
          connections: CONNECTIONS,
          has: '"data":{"person":{"id"',
          next() {
            turn = (turn + 1) % questions.length;
            const { token = '', operation = {} } = questions[turn] ?? {};
            return { method: 'POST', path: '/graphql', token, body: operation };
          },
        },
        ms,
      ),
  };
  return contender;
}

function findingOf(
  arrangements: readonly Arrangement[],
  [usual, ...ours]: readonly Measured[],
): Finding {
  if (usual === undefined) {
    throw new Error('There is nothing to compare.');
  }
  const all = [usual, ...ours];
  return {
    title: `The whole council on ${String(availableParallelism())} cores: case view over real databases, ${String(CONNECTIONS)} connections`,
    table: {
      headings: ['', 'requests/s', '× usual', 'in single rounds', 'CPU ms', 'p50 ms', 'p99 ms'],
      rows: all.map((one) => {
        const { name, answersPerSecond, cpuMsPerAnswer, p50Ms, p99Ms } = summarise(one);
        return [
          name,
          figure(answersPerSecond),
          figure(throughputRatio(one, usual)),
          one === usual ? '' : rangeOf(throughputRatios(one, usual)),
          figure(cpuMsPerAnswer),
          figure(p50Ms),
          figure(p99Ms),
        ];
      }),
    },
    notes: [
      'All verify the token, read under row-level security and write the access log. PostgreSQL and the load',
      'share the cores; their time is not in CPU ms, which is that of gateway and services together.',
    ],
    targets: ours.flatMap((one, i) => {
      const least = arrangements[i + 1]?.least ?? null;
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
      contenders: all.map((one) => ({ ...summarise(one), ratio: throughputRatio(one, usual) })),
    },
  };
}
