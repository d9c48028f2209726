import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Actor } from '@connected-lives/kit/actor';
import type { SubgraphFetch } from '@connected-lives/kit/subgraph';
import { practiceService } from '@connected-lives/practice/practice.service';
import { describe, expect, it } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { eventually } from '../journeys/answers.ts';
import { anActor, teamOf, testService } from '../test-service.ts';

const practice = testService(practiceService);

const OPEN = `mutation ($input: OpenConversationInput!) { openConversation(input: $input) { id } }`;
const TIMEOUT = { errors: [{ extensions: { code: 'SUBGRAPH_TIMEOUT' } }] };

async function aKnownPerson(worker: Actor): Promise<string> {
  const personId = randomUUID();
  await practice.arrange(
    `insert into known_person (id, team_id, district, version) values ($1, $2, 'WATFORD', 1)`,
    [personId, teamOf(worker)],
  );
  return personId;
}

/** One fetch of the gateway, with the moment and the signal at which it stops waiting. */
async function ask(
  worker: Actor,
  kind: 'query' | 'mutation',
  fetch: SubgraphFetch,
): Promise<ExecutionResult> {
  const operation = practice.service.subgraph.open({
    actor: worker,
    token: null,
    requestId: randomUUID(),
    operationName: null,
    operationKind: kind,
    deadline: Date.now() + 10_000,
    signal: new AbortController().signal,
  });
  try {
    return await operation.execute(fetch);
  } finally {
    await operation.close();
  }
}

function opening(personId: string, until: Pick<SubgraphFetch, 'deadline' | 'signal'>) {
  const input = {
    personId,
    purpose: 'To get out more',
    stage: 'CONNECT_AND_PREVENT',
    ledBy: 'TOGETHER',
    idempotencyKey: randomUUID(),
  };
  return { document: OPEN, variables: { input }, ...until };
}

async function conversationsWith(personId: string): Promise<number> {
  const rows = await practice.rows('select id from conversation where person_id = $1', [personId]);
  return rows.length;
}

describe('a service whose answer nobody waits for any more', () => {
  it('does not do what was asked of it, however long it had to wait for its turn', async () => {
    const worker = anActor();
    const personId = await aKnownPerson(worker);
    let answer: Promise<ExecutionResult> | undefined;

    await practice.whileLocked('conversation', async () => {
      answer = ask(worker, 'mutation', opening(personId, { deadline: Date.now() + 300 }));
      await pause(600);
    });

    expect(await answer).toMatchObject(TIMEOUT);
    expect(await conversationsWith(personId)).toBe(0);
    expect(await ask(worker, 'mutation', opening(personId, {}))).not.toHaveProperty('errors');
    expect(await conversationsWith(personId)).toBe(1);
  });

  it('begins no statement once its time is over', async () => {
    const worker = anActor();
    const personId = await aKnownPerson(worker);
    const query = {
      document: 'query ($team: ID!) { teamBoard(teamId: $team) { cursor } }',
      variables: { team: teamOf(worker) },
    };

    const late = { deadline: Date.now() - 1 };
    expect(await ask(worker, 'query', { ...query, ...late })).toMatchObject(TIMEOUT);
    expect(await ask(worker, 'mutation', opening(personId, late))).toMatchObject(TIMEOUT);
    const gone = { signal: AbortSignal.abort() };
    expect(await ask(worker, 'query', { ...query, ...gone })).toMatchObject(TIMEOUT);

    expect(await ask(worker, 'query', query)).not.toHaveProperty('errors');
    expect(await conversationsWith(personId)).toBe(0);
  });

  it('cancels a step that is one statement, while that runs', async () => {
    const ctx = practice.contextOf(anActor());
    const gateway = new AbortController();
    ctx.workFor({ document: '', variables: {}, signal: gateway.signal });

    const step = ctx.call('sleep', 'select pg_sleep(25), $1::text', []);
    const ended = step.then(
      () => 'It was done to its end.',
      (fault: unknown) => fault,
    );
    await eventually(async () => {
      const asleep = `select pid from pg_stat_activity
        where datname = current_database() and wait_event = 'PgSleep'`;
      expect(await practice.rows(asleep)).toHaveLength(1);
    });
    const abortedAt = performance.now();
    gateway.abort();

    expect(await ended).toMatchObject({ code: '57014' });
    expect(performance.now() - abortedAt).toBeLessThan(5_000);
    await ctx.close();
  });
});
