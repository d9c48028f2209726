import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlainError } from '@connected-lives/scripts/plain-error';
import { BoardScreens } from '../load/board-screens.ts';
import type { Contender, Measured, Slice } from '../measure/contender.ts';
import { interleave } from '../measure/interleave.ts';
import { median, percentile } from '../measure/statistics.ts';
import { figure } from '../measure/table.ts';
import { Child } from '../processes/child.ts';
import { ADD_PASSAGE, BOARD_OF_PRACTICE, BOARD_WITH_NAMES } from './board.query.ts';
import { aPractitioner, askJson, type Bench, type Finding, rowsOf } from './scenario.ts';

const SCREENS = 500;
const EVENT_EVERY_MS = 200;
const P99_MS_MAX = 100;

interface BoardSlice extends Slice {
  /** From the answer to whoever made the change, to each screen. Below zero: seen before that. */
  readonly sinceAnsweredMs: readonly number[];
}

/** One team's board on five hundred screens, each of a practitioner of its own. */
export async function benchBoard(bench: Bench): Promise<Finding[]> {
  const { council, issuer, stack } = bench;
  const { teamId, conversationIds } = await busiestBoard(bench);
  const screens = await BoardScreens.open(
    `${council.url.replace('http', 'ws')}/graphql`,
    'graphql-transport-ws',
    Array.from({ length: SCREENS }, () =>
      JSON.stringify({
        type: 'connection_init',
        payload: { authorization: `Bearer ${issuer.tokenFor(aPractitioner(teamId))}` },
      }),
    ),
  );
  stack.defer(() => screens.close());
  const floor = await Child.start('scenarios/board.floor.child', {});
  stack.defer(() => floor.stop());
  const floorScreens = await BoardScreens.open(
    floor.url.replace('http', 'ws'),
    'bench',
    Array.from({ length: SCREENS }, () => null),
  );
  stack.defer(() => floorScreens.close());

  let example: Buffer = Buffer.from('{}');
  const token = issuer.tokenFor(aPractitioner(teamId));
  let turn = 0;
  const change = async (): Promise<void> => {
    turn = (turn + 1) % conversationIds.length;
    const input = {
      conversationId: conversationIds[turn],
      saidBy: 'PRACTITIONER',
      words: 'A word of the bench.',
      idempotencyKey: randomUUID(),
    };
    const body = { query: ADD_PASSAGE, variables: { input } };
    await askJson(`${council.url}/graphql`, { token, body });
  };
  const follow = (name: string, query: string): Contender<BoardSlice> => ({
    name,
    async measure(ms) {
      // One id for everybody, so that everybody gets the same bytes.
      const id = randomUUID();
      const payload = { query, variables: { team: teamId } };
      screens.sendAll(JSON.stringify({ id, type: 'subscribe', payload }));
      await sleep(700);
      const slice = await watch(screens, council, ms, async () => {
        await change();
        return conversationIds[turn] ?? '';
      });
      example = slice.example;
      screens.sendAll(JSON.stringify({ id, type: 'complete' }));
      await sleep(300);
      return slice;
    },
  });
  const broadcast: Contender<BoardSlice> = {
    name: 'the same bytes broadcast by ws',
    measure: (ms) =>
      watch(floorScreens, floor, ms, async () => {
        const response = await fetch(floor.url, { method: 'POST', body: new Uint8Array(example) });
        await response.text();
        return '';
      }),
  };
  const measured = await interleave(
    [
      follow('ours, with names', BOARD_WITH_NAMES),
      follow('ours, of practice alone', BOARD_OF_PRACTICE),
      broadcast,
    ],
    { rounds: 3, sliceMs: 2_600, warmUpMs: 1_000, stopping: bench.stopping },
  );
  return [finding(measured)];
}

/** Lets things happen at an even pace and notes when each screen saw them. */
async function watch(
  screens: BoardScreens,
  server: Child,
  ms: number,
  /** Answers with words that everybody must then see. */
  happen: () => Promise<string>,
): Promise<BoardSlice & { example: Buffer }> {
  const latenciesMs: number[] = [];
  const sinceAnsweredMs: number[] = [];
  let example: Buffer = Buffer.alloc(0);
  const cpuBefore = await server.cpuMs();
  const startedAt = performance.now();
  while (performance.now() - startedAt < ms) {
    const sentAt = performance.now();
    let answeredAt = sentAt;
    let words = '';
    const { message, at } = await screens.see(async () => {
      words = await happen();
      answeredAt = performance.now();
    });
    if (!message.includes(words)) {
      throw new Error(`The screens saw something else: ${message.toString('utf8', 0, 500)}`);
    }
    example = message;
    latenciesMs.push(...at.map((seenAt) => seenAt - sentAt));
    sinceAnsweredMs.push(...at.map((seenAt) => seenAt - answeredAt));
    await sleep(Math.max(0, EVENT_EVERY_MS - (performance.now() - sentAt)));
  }
  return {
    answers: latenciesMs.length,
    seconds: (performance.now() - startedAt) / 1_000,
    latenciesMs,
    sinceAnsweredMs,
    cpuMs: (await server.cpuMs()) - cpuBefore,
    example,
  };
}

function finding(measured: readonly Measured<BoardSlice>[]): Finding {
  const summaries = measured.map(({ name, slices }) => {
    const sinceSent = slices.flatMap(({ latenciesMs }) => latenciesMs);
    const sinceAnswered = slices.flatMap(({ sinceAnsweredMs }) => sinceAnsweredMs);
    return {
      name,
      changes: sinceSent.length / SCREENS,
      sinceSentMs: { p50: percentile(sinceSent, 50), p99: percentile(sinceSent, 99) },
      sinceAnsweredMs: { p50: percentile(sinceAnswered, 50), p99: percentile(sinceAnswered, 99) },
      cpuMsPerChange: median(slices.map(({ cpuMs, answers }) => (cpuMs / answers) * SCREENS)),
    };
  });
  const floor = summaries.at(-1);
  const p99Ms = summaries[0]?.sinceSentMs.p99 ?? Number.NaN;
  return {
    title: `A team’s board on ${String(SCREENS)} screens, ${String(1_000 / EVENT_EVERY_MS)} changes a second`,
    table: {
      headings: [
        '',
        'p50 ms since sent',
        'p99 ms',
        'p99 of the floor',
        'p50 ms since answered',
        'p99 ms',
        'CPU ms a change',
      ],
      rows: summaries.map((summary) => [
        summary.name,
        figure(summary.sinceSentMs.p50),
        figure(summary.sinceSentMs.p99),
        summary === floor
          ? ''
          : `${figure(summary.sinceSentMs.p99 / (floor?.sinceSentMs.p99 ?? Number.NaN))} ×`,
        figure(summary.sinceAnsweredMs.p50),
        figure(summary.sinceAnsweredMs.p99),
        figure(summary.cpuMsPerChange),
      ]),
    },
    targets: [
      {
        words: `every screen within ${String(P99_MS_MAX)} ms of the mutation being sent, 99 of 100 times`,
        reached: p99Ms < P99_MS_MAX,
      },
    ],
    figures: { contenders: summaries },
  };
}

/** The team with the most open conversations, and those. */
async function busiestBoard(
  bench: Bench,
): Promise<{ teamId: string; conversationIds: readonly string[] }> {
  const [board] = await rowsOf<{ teamId: string; conversationIds: string[] }>(
    bench,
    'practice',
    `select team_id as "teamId", (array_agg(id order by id))[1:100] as "conversationIds"
     from conversation where completed_at is null group by team_id order by count(*) desc limit 1`,
  );
  if (board === undefined) {
    throw new PlainError('No conversation here is open, so no board moves.');
  }
  return board;
}
