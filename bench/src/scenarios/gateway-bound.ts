import { PlainError } from '@connected-lives/scripts/plain-error';
import type { ServicesApart } from '../subgraphs/services-apart.ts';
import { measureHttp } from '../load/http-load.ts';
import { inTurn } from '../load/http-request.ts';
import type { Contender } from '../measure/contender.ts';
import { interleave } from '../measure/interleave.ts';
import { Child } from '../processes/child.ts';
import { Cores } from '../processes/cores.ts';
import type { Remembering, RememberingSettings } from '../subgraphs/remembering.child.ts';
import { caseQuestions } from './case-view.ts';
import { type GatewayContender, requireSameData, startGateways } from './gateway-contenders.ts';
import { findingOf, type LoadMeasured, memoryFinding } from './gateway-findings.ts';
import { type GatewayQuestion, gatewayQuestions } from './gateway.query.ts';
import { type Bench, type Finding, rowsOf } from './scenario.ts';

const PEOPLE_MAX = 100;
const LIST_LENGTH = 100;
const SLICE_MS = 800;
const WARM_UP_MS = 2_000;

/** Ten connections are what the targets speak of, so those get the most rounds. */
const LOADS = [
  { connections: 10, rounds: 5 },
  { connections: 1, rounds: 3 },
  { connections: 50, rounds: 3 },
];

/**
 * Gateways alone: their subgraphs answer from memory, and where the machine allows it the gateways
 * have one core and everything else has the others.
 */
export async function compareGateways(bench: Bench, services: ServicesApart): Promise<Finding[]> {
  const stack = new AsyncDisposableStack();
  try {
    return await race({ ...bench, stack }, services);
  } finally {
    await stack.disposeAsync();
  }
}

async function race(bench: Bench, services: ServicesApart): Promise<Finding[]> {
  const { stack } = bench;
  const { token, personIds } = await aBusyTeam(bench);
  const settings: RememberingSettings = { services: services.urls, token };
  const remembering = await Child.start('subgraphs/remembering.child', settings);
  stack.defer(() => remembering.stop());
  const contenders = await startGateways(bench, services, {
    subgraphUrls: (remembering.ready as Remembering).urls,
    token,
  });
  const cores = await Cores.find();
  if (cores !== null) {
    stack.defer(() => cores.free(process.pid));
    for (const contender of contenders) {
      await cores.measure(contender.process.pid);
    }
    for (const { pid } of [remembering, process]) {
      await cores.keepAway(pid);
    }
  }

  const findings: Finding[] = [];
  for (const question of gatewayQuestions(personIds)) {
    const bytes = await requireSameData(contenders, question);
    const measured: LoadMeasured[] = [];
    for (const [i, { connections, rounds }] of LOADS.entries()) {
      const racing = contenders.map((contender) => asking(contender, question, connections));
      measured.push({
        connections,
        measured: await interleave(racing, {
          rounds,
          sliceMs: SLICE_MS,
          warmUpMs: i === 0 ? WARM_UP_MS : 0,
          stopping: bench.stopping,
        }),
      });
    }
    findings.push(findingOf(question, bytes, measured, cores !== null));
  }
  return [...findings, await memoryFinding(contenders)];
}

function asking(
  { name, process, token }: GatewayContender,
  { query, variables, has }: GatewayQuestion,
  connections: number,
): Contender {
  const next = inTurn(
    variables.map((each) => ({
      method: 'POST',
      path: '/graphql',
      ...(token !== undefined && { token }),
      body: { query, variables: each },
    })),
  );
  return {
    name,
    measure: (ms) => measureHttp({ servers: [process], connections, has, next }, ms),
  };
}

/** A team with a full page of people: somebody of its staff, and whom they have spoken with. */
async function aBusyTeam(bench: Bench): Promise<{ token: string; personIds: readonly string[] }> {
  const teams = await rowsOf<{ teamId: string }>(
    bench,
    'people',
    `select team_id as "teamId" from person group by team_id having count(*) >= ${String(LIST_LENGTH)}`,
  );
  const large = new Set(teams.map(({ teamId }) => teamId));
  const questions = (await caseQuestions(bench)).filter(({ teamId }) => large.has(teamId));
  const [busiest] = [...Map.groupBy(questions, ({ teamId }) => teamId).values()].toSorted(
    (one, other) => other.length - one.length,
  );
  const [first] = busiest ?? [];
  if (busiest === undefined || first === undefined) {
    throw new PlainError(`No team here has ${String(LIST_LENGTH)} people and spoke with any.`);
  }
  return {
    token: first.token,
    personIds: busiest.slice(0, PEOPLE_MAX).map(({ personId }) => personId),
  };
}
