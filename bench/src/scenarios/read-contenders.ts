import { deepStrictEqual } from 'node:assert';
import type { Contender } from '../measure/contender.ts';
import { measureHttp } from '../load/http-load.ts';
import { type Asked, inTurn } from '../load/http-request.ts';
import { Child } from '../processes/child.ts';
import type { ReadsFloorSettings } from './floor-reads.ts';
import { askJson, type Bench } from './scenario.ts';

const CONNECTIONS = 10;

/** One question that all contenders are asked in turn: of the graph, and of a floor. */
export interface ReadQuestion {
  readonly token: string;
  readonly operation: { readonly query: string; readonly variables?: object };
  readonly floorPath: string;
}

/** Ours, and both floors, each a process of its own, after all have given the same answers. */
export async function readContenders(
  bench: Bench,
  questions: readonly ReadQuestion[],
  has: string,
): Promise<Contender[]> {
  const { council, copy } = bench;
  const ways = [
    { name: 'ours', server: council, of: ofGraph },
    {
      name: 'floor with the same duties',
      server: await startFloor(bench, true),
      of: ofFloor,
    },
    { name: 'bare floor', server: await startFloor(bench, false), of: ofFloor },
  ];
  for (const question of questions.slice(0, 20)) {
    const [ours, ...floors] = await Promise.all(
      ways.map(({ server, of }) => {
        const { path, token = '', body } = of(question);
        return askJson(`${server.url}${path}`, { token, ...(body !== undefined && { body }) });
      }),
    );
    floors.forEach((floor) => {
      deepStrictEqual(floor, ours, `Ours and a floor differ on the ${copy.tier} council.`);
    });
  }
  return ways.map(({ name, server, of }) => {
    const next = inTurn(questions.map(of));
    return {
      name,
      measure: (ms) => measureHttp({ servers: [server], connections: CONNECTIONS, next, has }, ms),
    };
  });
}

function ofGraph({ token, operation }: ReadQuestion): Asked {
  return { method: 'POST', path: '/graphql', token, body: operation };
}

function ofFloor({ token, floorPath }: ReadQuestion): Asked {
  return { method: 'GET', path: floorPath, token };
}

async function startFloor(bench: Bench, duties: boolean): Promise<Child> {
  const { copy, issuer, stack } = bench;
  const urls = duties
    ? {
        people: copy.urls.people.app,
        practice: copy.urls.practice.app,
        finance: copy.urls.finance.app,
      }
    : copy.superUrls;
  const settings: ReadsFloorSettings = { duties, urls, trust: issuer.trust };
  const floor = await Child.start('scenarios/reads.floor.child', settings);
  stack.defer(() => floor.stop());
  return floor;
}
