import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { testPractice } from '../practice.given.ts';

const { practice, statementsOf, anOpenConversation, anOutcome } = testPractice();

const CHANGES = `subscription ($teamId: ID!, $after: String) {
  teamBoardChanged(teamId: $teamId, after: $after) { cursor kind conversationId card { id } } }`;

interface Change {
  readonly cursor: string;
  readonly kind: string;
  readonly conversationId: string;
  readonly card: { readonly id: string } | null;
}

const colleagueOf = (worker: Actor) => anActor('practitioner', { teamIds: worker.teamIds });

async function close(personId: string, practitionerId: string | null): Promise<void> {
  await practice.arrange(
    `insert into closure (person_id, practitioner_id, why, from_at)
     values ($1, $2::uuid, case when $2::uuid is null then 'SEALED' else 'FAMILY_OR_FRIEND' end,
       now() - interval '1 minute')`,
    [personId, practitionerId],
  );
}

async function name(personId: string, { id }: Actor): Promise<void> {
  await practice.arrange(
    `insert into reach (person_id, holder_id, why, from_at)
     values ($1, $2, 'NAMED', now() - interval '1 minute')`,
    [personId, id],
  );
}

async function cursorOf(viewer: Actor): Promise<string> {
  const { data } = await practice.ask(
    viewer,
    'query ($t: ID!) { teamBoard(teamId: $t) { cursor } }',
    {
      t: teamOf(viewer),
    },
  );
  return (data as unknown as { teamBoard: { cursor: string } }).teamBoard.cursor;
}

const follow = (viewer: Actor, after: string) =>
  practice.subscribe(viewer, CHANGES, { teamId: teamOf(viewer), after });

async function next(stream: AsyncIterator<ExecutionResult>): Promise<Change> {
  const { value } = await stream.next();
  const { data, errors } = value as ExecutionResult<{ teamBoardChanged: Change }>;
  expect(errors).toBeUndefined();
  return data?.teamBoardChanged as Change;
}

describe('what happens to somebody who is closed to a viewer', () => {
  it('is told to those who are named, and the others hear the next thing instead', async () => {
    const worker = anActor();
    const colleague = colleagueOf(worker);
    const after = await cursorOf(worker);
    const sealed = await anOpenConversation(worker);
    await name(sealed.personId, worker);
    await close(sealed.personId, null);
    const [forWorker, forColleague] = [await follow(worker, after), await follow(colleague, after)];
    await anOutcome(worker, sealed.id);
    const other = await anOpenConversation(worker);

    const heard = [await next(forWorker), await next(forWorker), await next(forWorker)];
    const told = await next(forColleague);

    expect(heard.map(({ conversationId }) => conversationId)).toEqual([
      sealed.id,
      sealed.id,
      other.id,
    ]);
    expect(told).toEqual(heard[2]);
  });

  it('is not told when a stream is taken up again behind what was withheld', async () => {
    const worker = anActor();
    const colleague = colleagueOf(worker);
    const after = await cursorOf(worker);
    const known = await anOpenConversation(worker);
    await close(known.personId, colleague.id);
    const first = await anOpenConversation(worker);

    const { cursor, conversationId } = await next(await follow(colleague, after));
    await anOutcome(worker, known.id);
    const last = await anOpenConversation(worker);
    const again = await next(await follow(colleague, cursor));

    expect(conversationId).toBe(first.id);
    expect(again.conversationId).toBe(last.id);
  });

  it('is found out by the statement that reads the card', async () => {
    const worker = anActor();
    const colleague = colleagueOf(worker);
    const after = await cursorOf(worker);
    const known = await anOpenConversation(worker);
    await close(known.personId, colleague.id);
    const other = await anOpenConversation(worker);
    const stream = await follow(colleague, after);
    let told: Change | undefined;

    const statements = await statementsOf(async () => {
      told = await next(stream);
    });

    expect(told?.conversationId).toBe(other.id);
    expect(statements.filter((text) => text.includes('viewer_closed'))).toHaveLength(2);
    expect(statements.filter((text) => text.includes('"conversation"'))).toHaveLength(2);
  });

  it('ends nothing late: whoever leaves while all of it is withheld is read for no more', async () => {
    const worker = anActor();
    const colleague = colleagueOf(worker);
    const after = await cursorOf(worker);
    const known = await anOpenConversation(worker);
    await close(known.personId, colleague.id);
    for (let n = 0; n < 9; n += 1) {
      await anOutcome(worker, known.id);
    }
    const passed: string[] = [];
    const leaving = new AbortController();
    const stream = await practice.service.subgraph.subscribe(
      {
        actor: colleague,
        token: null,
        requestId: randomUUID(),
        operationName: null,
        operationKind: 'subscription',
        deadline: Date.now() + 15_000,
        signal: leaving.signal,
        passedOver: async (cursor) => {
          passed.push(cursor);
          if (passed.length === 2) {
            leaving.abort();
          }
        },
      },
      { document: CHANGES, variables: { teamId: teamOf(colleague), after } },
    );

    expect(await stream.next()).toEqual({ done: true, value: undefined });

    expect(passed).toHaveLength(2);
  });

  it('leaves no look at them in the access log', async () => {
    const worker = anActor();
    const colleague = colleagueOf(worker);
    const after = await cursorOf(worker);
    const known = await anOpenConversation(worker);
    await close(known.personId, colleague.id);
    await anOpenConversation(worker);

    await next(await follow(colleague, after));

    expect(
      await practice.rows('select from access_log where person_id = $1 and actor_id = $2', [
        known.personId,
        colleague.id,
      ]),
    ).toEqual([]);
  });

  it('is told of somebody who is with another team now, so that the card leaves the board', async () => {
    const worker = anActor();
    const after = await cursorOf(worker);
    const moving = await anOpenConversation(worker);
    practice.feeds.people.say({
      kind: 'person-changed',
      subjectId: moving.personId,
      personId: moving.personId,
      teamId: randomUUID(),
      version: 2,
      payload: { district: 'WATFORD' },
    });
    await practice.contextOf(worker).parts.catchUp('people');

    const stream = await follow(worker, after);

    expect(await next(stream)).toMatchObject({ kind: 'CONVERSATION_OPENED', card: null });
    expect(await next(stream)).toMatchObject({
      kind: 'CONVERSATION_MOVED',
      conversationId: moving.id,
      card: null,
    });
  });
});
