import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAfter, requirePosition } from '@connected-lives/kit/event-log';
import pg from 'pg';
import { measureHttp } from '../load/http-load.ts';
import { requestOf } from '../load/http-request.ts';
import type { Contender, Measured } from '../measure/contender.ts';
import { interleave } from '../measure/interleave.ts';
import { throughputRatio } from '../measure/statistics.ts';
import { Child } from '../processes/child.ts';
import { measureLedger } from './commit-spend.floor.ts';
import { COMMIT_SPEND, COMMITMENT } from './commit-spend.query.ts';
import { throughputFigures, throughputTable } from './compare-throughput.ts';
import { type Bench, type Finding, rowsOf } from './scenario.ts';
import { allocate, findSpenders, type Spender } from './spender.ts';

const CALLERS = 50;
const SETTLE_MS_MAX = 30_000;

/** Committing money: by everybody from their own budget, and by fifty at once from one. */
export async function benchCommitSpend(bench: Bench): Promise<Finding[]> {
  const { copy, stack } = bench;
  const spenders = await findSpenders(bench);
  await allocate(copy.superUrls.finance, spenders);
  await allocate(copy.ledgerSuperUrl, spenders);
  const ledger = await Child.start('scenarios/ledger.floor.child', { url: copy.ledgerUrl });
  stack.defer(() => ledger.stop());

  const spread = await race(bench, ledger, spenders);
  const one = await race(bench, ledger, spenders.slice(0, 1));
  return [
    {
      title: `commitSpend over ${String(spenders.length)} budgets, ${String(CALLERS)} connections`,
      table: throughputTable(spread),
      targets: [
        {
          words: 'at least half of the ledger’s function called by pg',
          reached: ratioOf(spread) >= 0.5,
        },
      ],
      figures: throughputFigures(spread),
    },
    {
      title: `commitSpend on one budget, ${String(CALLERS)} connections`,
      table: throughputTable(one),
      figures: throughputFigures(one),
    },
  ];
}

async function race(
  bench: Bench,
  ledger: Child,
  spenders: readonly Spender[],
): Promise<Measured[]> {
  const before = await commitments(bench);
  const contenders = [throughGraph(bench, spenders), byFunction(ledger, spenders)];
  let acknowledged = 0;
  const counting = contenders.map((contender, i) => ({
    ...contender,
    async measure(ms: number) {
      const slice = await contender.measure(ms);
      acknowledged += i === 0 ? slice.answers : 0;
      return slice;
    },
  }));
  const measured = await interleave(counting, {
    rounds: 4,
    sliceMs: 1_500,
    warmUpMs: 1_500,
    stopping: bench.stopping,
  });
  const made = (await commitments(bench)) - before;
  if (made !== acknowledged) {
    throw new Error(
      `${String(acknowledged)} commitments were acknowledged and ${String(made)} were made.`,
    );
  }
  return measured;
}

function throughGraph(bench: Bench, spenders: readonly Spender[]): Contender {
  const asked = spenders.map(({ actor, outcomeId }) => ({
    token: bench.issuer.tokenFor(actor),
    outcomeId,
  }));
  let turn = 0;
  return {
    name: 'ours',
    measure: (ms) =>
      measureHttp(
        {
          servers: [bench.council],
          connections: CALLERS,
          has: '"__typename":"SpendCommitted"',
          next() {
            turn = (turn + 1) % asked.length;
            const { token = '', outcomeId = '' } = asked[turn] ?? {};
            const input = { outcomeId, ...COMMITMENT, idempotencyKey: randomUUID() };
            const body = { query: COMMIT_SPEND, variables: { input } };
            return requestOf({ method: 'POST', path: '/graphql', token, body });
          },
        },
        ms,
      ),
    settle: () => untilPracticeHasLearned(bench),
  };
}

function byFunction(ledger: Child, spenders: readonly Spender[]): Contender {
  return {
    name: 'the function through pg',
    measure: (ms) => measureLedger(ledger, { spenders, callers: CALLERS, ms }),
  };
}

/** Practice follows finance. What it has still to learn must not be on the bill of the next one. */
async function untilPracticeHasLearned({ copy, stopping }: Bench): Promise<void> {
  const [finance, practice] = [copy.superUrls.finance, copy.superUrls.practice].map(
    (connectionString) => new pg.Client({ connectionString }),
  ) as [pg.Client, pg.Client];
  await Promise.all([finance.connect(), practice.connect()]);
  try {
    const { rows } = await finance.query<{ head: string }>(
      `select xid::text || '.' || id as head from event order by xid desc, id desc limit 1`,
    );
    const head = requirePosition(rows[0]?.head ?? '0.-1');
    const givenUpAt = performance.now() + SETTLE_MS_MAX;
    for (;;) {
      stopping.throwIfAborted();
      const { rows: learned } = await practice.query<{ cursor: string }>(
        `select cursor from consumer_cursor where consumer = 'practice from finance'`,
      );
      // Or further: seals of the logs leave events too.
      if (!isAfter(head, requirePosition(learned[0]?.cursor ?? '0.-1'))) {
        return;
      }
      if (performance.now() > givenUpAt) {
        throw new Error('Practice did not learn of the commitments in half a minute.');
      }
      await sleep(20);
    }
  } finally {
    await Promise.all([finance.end(), practice.end()]);
  }
}

async function commitments(bench: Bench): Promise<number> {
  const [counted] = await rowsOf<{ commitments: number }>(
    bench,
    'finance',
    'select count(*)::int as commitments from commitment',
  );
  return counted?.commitments ?? 0;
}

function ratioOf([ours, floor]: readonly Measured[]): number {
  return ours === undefined || floor === undefined ? 0 : throughputRatio(ours, floor);
}
