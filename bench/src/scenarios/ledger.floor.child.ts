import { randomUUID } from 'node:crypto';
import { createPool } from '@connected-lives/kit/pool';
import { fingerprint } from '@connected-lives/kit/transaction';
import { viewerSetting } from '@connected-lives/kit/viewer';
import type pg from 'pg';
import { answerParent } from '../processes/answer-parent.ts';
import { COMMITMENT } from './commit-spend.query.ts';
import type { LedgerWork, LedgerWorked } from './commit-spend.floor.ts';

const CONNECTIONS = 50;
const LOST_RACE = '40001';

/** The ledger's own function, called over fifty connections by a process that does nothing else. */
answerParent(({ url }: { readonly url: string }) => {
  const pool = createPool(url, 'bench', CONNECTIONS);
  return Promise.resolve({
    answer: (work) => commit(pool, work as LedgerWork),
    stop: () => pool.end(),
  });
});

async function commit(pool: pg.Pool, { spenders, callers, ms }: LedgerWork): Promise<LedgerWorked> {
  const viewers = spenders.map(({ actor }) => viewerSetting(actor));
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  let turn = 0;
  const call = async (): Promise<void> => {
    while (performance.now() - startedAt < ms) {
      turn = (turn + 1) % spenders.length;
      const { outcomeId = '' } = spenders[turn] ?? {};
      const input = { outcomeId, ...COMMITMENT, idempotencyKey: randomUUID() };
      const sentAt = performance.now();
      await take(pool, viewers[turn] ?? '', input);
      latenciesMs.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  return { latenciesMs, seconds: (performance.now() - startedAt) / 1_000 };
}

/** As the service takes a step: again when it lost a race, in which case nothing was done. */
async function take(
  pool: pg.Pool,
  viewer: string,
  input: typeof COMMITMENT & { readonly outcomeId: string; readonly idempotencyKey: string },
): Promise<void> {
  const { idempotencyKey, outcomeId, amountPence, what, rationale } = input;
  for (;;) {
    try {
      const { rows } = await pool.query<{ answer: { commitment?: object } }>({
        name: 'commit_spend',
        text: 'select commit_spend($1, $2, $3, $4, $5, $6, $7, $8) as answer',
        values: [
          viewer,
          idempotencyKey,
          fingerprint('commitSpend', input),
          new Date(),
          outcomeId,
          amountPence,
          what,
          rationale,
        ],
      });
      if (rows[0]?.answer.commitment === undefined) {
        throw new Error(`The ledger answered ${JSON.stringify(rows[0])}.`);
      }
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== LOST_RACE) {
        throw error;
      }
    }
  }
}
