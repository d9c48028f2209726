import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '@connected-lives/scripts/project-root';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { relationshipsOf } from '../access/relationships.ts';
import { type Standing, type Viewer, viewersOf } from '../access/viewers.ts';
import { makeWorld, type World } from '../access/world.ts';
import { today } from '../journeys/answers.ts';
import { testCouncil } from '../test-council.ts';
import { type Arguments, documentsOf } from './documents-of-graph.ts';
import { fillRecord } from './fill-record.ts';
import { RECIPES } from './recipes.ts';
import { mayRead } from './rules.ts';

/** Whoever has one of these is somebody to the person, or to what is spent for them. */
const INSIDE: readonly Standing[] = [
  'team',
  'reach',
  'themself',
  'representative',
  'finance',
  'holder',
];

const council = testCouncil();
const graph = buildSchema(readFileSync(join(PROJECT_ROOT, 'schema', 'api.graphql'), 'utf8'));

let world: World;
let viewers: readonly Viewer[];
let mark: string;
let ids: ReadonlyMap<string, string>;
/** For each viewer, the columns whose words were in one of their answers, and by which field. */
const read = new Map<Viewer, Map<string, string>>();

beforeAll(async () => {
  world = await makeWorld(council);
  viewers = [...viewersOf(world), ...(await relationshipsOf(council, world))];
  await council.arrange('people', 'update person set paid_for = true where id = $1', [
    world.personId,
  ]);
  ({ mark, ids } = await fillRecord(council, world, RECIPES));
  for (const viewer of viewers) {
    read.set(viewer, await readEverything(viewer));
  }
}, 300_000);

describe('everything in the record of a person', () => {
  it('is read by nobody who may not, whatever field of the graph they ask', () => {
    const wrong = viewers.flatMap((viewer) =>
      [...(read.get(viewer) ?? [])].flatMap(([column, field]) =>
        mayRead(viewer, column) ? [] : [`${viewer.name} reads ${column} at ${field}`],
      ),
    );

    expect(wrong).toEqual([]);
  });

  it('is read alike by all who may: the team, and whoever the person is open to', () => {
    const ofTheTeam = read.get(viewers.find(({ actor }) => actor === world.holder) as Viewer);
    const missing = viewers.flatMap((viewer) =>
      [...(ofTheTeam?.keys() ?? [])].flatMap((column) =>
        !mayRead(viewer, column) || read.get(viewer)?.has(column) === true
          ? []
          : [`${viewer.name} does not read ${column}`],
      ),
    );

    expect(missing).toEqual([]);
  });

  it('is read by the person themself: each free text of the record that the graph has at all', () => {
    const own = viewers.find(({ standings }) => standings.has('themself'));

    expect(read.get(own as Viewer)?.size).toBeGreaterThan(5);
  });

  it('looks the same out of reach as a record that does not exist', async () => {
    // One of each role: what differs within a role, the test above has asked.
    const outsiders = Map.groupBy(
      viewers.filter(({ standings }) => !INSIDE.some((standing) => standings.has(standing))),
      ({ actor }) => actor.role,
    )
      .values()
      .map(([first]) => first as Viewer)
      .toArray();
    const different: string[] = [];
    const asked = outsiders.flatMap((viewer) =>
      pairs()
        // The privacy officer reads who looked at whom, by the id of the person.
        .filter(({ there }) => viewer.actor.role !== 'privacy' || !there.includes('accessLog'))
        .map((pair) => ({ viewer, ...pair })),
    );
    await eachOf(asked, async ({ viewer, field, there, nowhere }) => {
      const [hidden, missing] = await Promise.all([
        council.ask(viewer.actor, there),
        council.ask(viewer.actor, nowhere),
      ]);
      if (JSON.stringify(hidden) !== JSON.stringify(missing)) {
        different.push(`${viewer.name} at ${field}: ${JSON.stringify(hidden)}`);
      }
    });

    expect(different).toEqual([]);
  }, 120_000);

  it('takes as long to refuse as a record that does not exist', async () => {
    const stranger = viewers.find(({ name }) => name === 'practitioner, other team') as Viewer;
    const document = 'query Who($id: ID!) { person(id: $id) { name openTo { right } } }';
    const ratios: number[] = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      const [hidden, missing]: [number[], number[]] = [[], []];
      for (let i = 0; i < 150; i++) {
        for (const [times, id] of [
          [hidden, world.personId],
          [missing, randomUUID()],
        ] as const) {
          const startedAt = performance.now();
          await council.ask(stranger.actor, document, { id });
          times.push(performance.now() - startedAt);
        }
      }
      ratios.push(median(hidden) / median(missing));
    }

    // Within the noise of the machine: the nearest of three to one.
    expect(Math.min(...ratios.map((ratio) => Math.abs(Math.log(ratio))))).toBeLessThan(
      Math.log(1.1),
    );
  }, 120_000);
});

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

async function readEverything(viewer: Viewer): Promise<Map<string, string>> {
  const columns = new Map<string, string>();
  const marked = new RegExp(`${mark} ([\\w.]+?)\\.(?![\\w.])`, 'g');
  await eachOf(
    documentsOf(
      graph,
      argumentsFor(world.personId, (row) => ids.get(row)),
    ),
    async ({ field, document }) => {
      const answer = JSON.stringify(await council.ask(viewer.actor, document));
      expect(answer).not.toMatch(/"INTERNAL"|GRAPHQL_VALIDATION_FAILED|TOO_|NOT_PLANNABLE/);
      for (const [, column] of answer.matchAll(marked)) {
        columns.set(String(column), field);
      }
    },
  );
  return columns;
}

/** All of them, a few at a time, as a busy office would ask. */
async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const workers = Array.from({ length: 8 }, async () => {
    for (const item of waiting) {
      await work(item);
    }
  });
  await Promise.all(workers);
}

/** Each document about the person, and the same about ids that nobody has. */
function pairs(): { field: string; there: string; nowhere: string }[] {
  const nowhere = documentsOf(
    graph,
    argumentsFor(randomUUID(), () => randomUUID()),
  );
  return documentsOf(
    graph,
    argumentsFor(world.personId, (row) => ids.get(row)),
  ).flatMap(({ field, document }, i) => {
    const other = nowhere[i]?.document ?? '';
    return other === document ? [] : [{ field, there: document, nowhere: other }];
  });
}

/** What to ask with: of this person, and of the rows that `idOf` knows by `service.table`. */
function argumentsFor(personId: string, idOf: (row: string) => string | undefined): Arguments {
  const quoted = (value: string | undefined): string => JSON.stringify(value);
  return {
    'Query.person.id': quoted(personId),
    'Query.team.id': quoted(world.teamId),
    'Query.conversation.id': quoted(idOf('practice.conversation')),
    'Query.budget.id': quoted(world.budgetId),
    personId: quoted(personId),
    vacancyId: quoted(randomUUID()),
    'Query.vacancy.id': quoted(randomUUID()),
    'Query.practitioner.id': quoted(world.practitionerId),
    teamId: quoted(world.teamId),
    from: quoted(today()),
    to: quoted(today()),
    by: '[]',
    first: '20',
  };
}
