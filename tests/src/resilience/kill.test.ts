import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findFreePort } from '@connected-lives/scripts/free-port';
import { destroyCluster } from '@connected-lives/scripts/postgres/open-cluster';
import { at } from '../journeys/answers.ts';
import type { Answer } from '../test-council.ts';
import { startAsUsersDo, type StartedCouncil } from './started-council.ts';

const DECISIONS = 100;
const AT_ONCE = 10;
const KILL_AFTER = 30;

const COMMIT = `mutation Commit($input: CommitSpendInput!) {
  commitSpend(input: $input) {
    ... on SpendCommitted { commitment { id amountPence committedAt } budget { availablePence } }
  }
}`;

let settings: { dataDir: string; port: number; issuerPort: number };
let running: StartedCouncil | undefined;

beforeAll(async () => {
  settings = {
    dataDir: await mkdtemp(join(tmpdir(), 'council-kill-')),
    port: await findFreePort(),
    issuerPort: await findFreePort(),
  };
});
afterAll(async () => {
  await running?.kill().catch(() => undefined);
  await destroyCluster({ dir: settings.dataDir });
  await rm(settings.dataDir, { recursive: true, force: true });
}, 60_000);

describe('a council whose process is killed in the middle of a hundred decisions', () => {
  it('loses nothing that was acknowledged, and gives every key its first answer', async () => {
    running = await startAsUsersDo(settings);
    const token = await running.token('practitioner');
    const outcomeId = await anOutcomeOf(running, token);
    const before = await committedPence(running, token);
    const decisions = Array.from({ length: DECISIONS }, (_, i) => ({
      outcomeId,
      amountPence: 1,
      what: `Stamp ${i}`,
      rationale: 'She writes to her sister.',
      idempotencyKey: randomUUID(),
    }));

    const acknowledged = await decideUntilKilled(running, token, decisions);
    running = await startAsUsersDo(settings);
    const again: Answer[] = [];
    for (const input of decisions) {
      again.push(await running.askUntilAnswered(token, COMMIT, { input }));
    }

    expect(acknowledged.size).toBeGreaterThanOrEqual(KILL_AFTER);
    expect(acknowledged.size).toBeLessThan(DECISIONS);
    decisions.forEach(({ idempotencyKey }, i) => {
      const first = acknowledged.get(idempotencyKey);
      if (first !== undefined) {
        expect(again[i]).toEqual(first);
      }
      expect(at(again[i] as Answer, 'commitSpend.commitment.amountPence')).toBe(1);
    });
    // Every decision was taken exactly once, whether its acknowledgement arrived or not.
    expect(await committedPence(running, token)).toBe(before + DECISIONS);
    expect(await running.stop()).toBe(0);
    running = undefined;
  }, 600_000);
});

async function decideUntilKilled(
  council: StartedCouncil,
  token: string,
  decisions: readonly { idempotencyKey: string }[],
): Promise<Map<string, Answer>> {
  const acknowledged = new Map<string, Answer>();
  const waiting = [...decisions];
  let killed: Promise<void> | undefined;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let input = waiting.shift(); input !== undefined; input = waiting.shift()) {
        try {
          const answer = await council.ask(token, COMMIT, { input });
          if (answer.errors === undefined) {
            acknowledged.set(input.idempotencyKey, answer);
          }
        } catch {
          return;
        }
        if (acknowledged.size >= KILL_AFTER) {
          killed ??= council.kill();
        }
      }
    }),
  );
  await killed;
  return acknowledged;
}

async function anOutcomeOf(council: StartedCouncil, token: string): Promise<string> {
  const answer = await council.askUntilAnswered(
    token,
    `{ findPeople(first: 20) { edges { node { conversations(first: 5) { edges { node {
         outcomes(first: 1) { edges { node { id } } } } } } } } } }`,
  );
  const ids = JSON.stringify(at(answer, 'findPeople')).match(/"id":"([^"]+)"/);
  if (ids === null) {
    throw new Error('The demo council has no outcome in this practitioner’s reach.');
  }
  return String(ids[1]);
}

async function committedPence(council: StartedCouncil, token: string): Promise<number> {
  const answer = await council.askUntilAnswered(token, '{ myBudget { committedPence } }');
  return Number(at(answer, 'myBudget.committedPence'));
}
