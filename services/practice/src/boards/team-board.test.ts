import { randomUUID } from 'node:crypto';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { testPractice } from '../practice.given.ts';
import { completeConversation } from '../conversations/complete-conversation.ts';
import { ConversationStage } from '../conversations/conversation-stage.ts';
import { Reached } from '../outcomes/reached.ts';
import { recordProgress } from '../outcomes/record-progress.ts';
import { noteStrength } from '../strengths/note-strength.ts';
import { SaidBy } from '../said-by.ts';

let now = new Date();
const { practice, as, statementsOf, anOpenConversation, anOutcome, thePersonOf } = testPractice(
  () => now,
);
beforeEach(() => {
  now = new Date('2026-06-01T09:00:00.000Z');
});

const BOARD = `query ($teamId: ID!, $first: Int = 20) { teamBoard(teamId: $teamId) {
  cursor team { id } columns { kind title count
    cards(first: $first) { edges { node { id column outcomesAgreed outcomesAchieved } } } } } }`;
const CHANGES = `subscription ($teamId: ID!, $after: String) {
  teamBoardChanged(teamId: $teamId, after: $after) {
    cursor kind conversationId column card { id purpose outcomesAgreed } } }`;

interface Board {
  readonly cursor: string;
  readonly columns: readonly {
    readonly kind: string;
    readonly count: number;
    readonly cards: { readonly edges: readonly { readonly node: { readonly id: string } }[] };
  }[];
}
interface Change {
  readonly cursor: string;
  readonly kind: string;
  readonly conversationId: string;
  readonly column: string | null;
  readonly card: { readonly id: string; readonly outcomesAgreed: number } | null;
}

async function boardOf(actor: ReturnType<typeof anActor>, first = 20): Promise<Board> {
  const answer = await practice.ask(actor, BOARD, { teamId: teamOf(actor), first });
  expect(answer.errors).toBeUndefined();
  return (answer.data as unknown as { teamBoard: Board }).teamBoard;
}

const column = (board: Board, kind: string): { count: number; ids: string[] } => {
  const found = board.columns.find((each) => each.kind === kind);
  return { count: found?.count ?? -1, ids: found?.cards.edges.map(({ node }) => node.id) ?? [] };
};

async function next(stream: AsyncIterator<ExecutionResult>, many: number): Promise<Change[]> {
  const changes: Change[] = [];
  while (changes.length < many) {
    const { value } = await stream.next();
    const result = value as ExecutionResult<{ teamBoardChanged: Change }>;
    expect(result.errors).toBeUndefined();
    changes.push(result.data?.teamBoardChanged as Change);
  }
  return changes;
}

const complete = (worker: ReturnType<typeof anActor>, conversationId: string) =>
  as(worker, (ctx) => completeConversation(ctx, { idempotencyKey: randomUUID(), conversationId }));

describe('teamBoard', () => {
  it('has every conversation of the team in the column of its stage, latest change first', async () => {
    const worker = anActor();
    const stage = ConversationStage.CONNECT_AND_SUPPORT;
    const early = await anOpenConversation(worker, { stage });
    now = new Date(now.getTime() + 1_000);
    const late = await anOpenConversation(worker, { stage });
    const other = await anOpenConversation(worker, {
      stage: ConversationStage.CONNECT_AND_PREVENT,
    });

    const board = await boardOf(worker);

    expect(board.columns.map(({ kind }) => kind)).toEqual([
      'CONNECT_AND_PREVENT',
      'CONNECT_AND_ENABLE',
      'CONNECT_AND_SUPPORT',
      'COMPLETED',
    ]);
    expect(column(board, 'CONNECT_AND_SUPPORT')).toEqual({ count: 2, ids: [late.id, early.id] });
    expect(column(board, 'CONNECT_AND_PREVENT')).toEqual({ count: 1, ids: [other.id] });
    expect(column(board, 'CONNECT_AND_ENABLE')).toEqual({ count: 0, ids: [] });
  });

  it('shows what was completed for 14 days', async () => {
    const worker = anActor();
    const { id } = await anOpenConversation(worker);
    await complete(worker, id);

    now = new Date('2026-06-15T08:59:59.000Z');
    expect(column(await boardOf(worker), 'COMPLETED')).toEqual({ count: 1, ids: [id] });

    now = new Date('2026-06-15T09:00:00.000Z');
    expect(column(await boardOf(worker), 'COMPLETED')).toEqual({ count: 0, ids: [] });
  });

  it('counts on each card what was agreed and what was achieved', async () => {
    const worker = anActor();
    const { id } = await anOpenConversation(worker);
    const { id: outcomeId } = await anOutcome(worker, id);
    await anOutcome(worker, id);
    await as(worker, (ctx) =>
      recordProgress(ctx, { idempotencyKey: randomUUID(), outcomeId, reached: Reached.FULLY }),
    );

    const board = await boardOf(worker);

    expect(board.columns[1]?.cards.edges).toEqual([
      {
        node: { id, column: 'CONNECT_AND_ENABLE', outcomesAgreed: 2, outcomesAchieved: 1 },
      },
    ]);
  });

  it('counts all of a column and shows a page of it', async () => {
    const worker = anActor();
    for (let i = 0; i < 3; i += 1) {
      await anOpenConversation(worker);
    }

    const answer = await boardOf(worker, 2);
    const shown = column(answer, 'CONNECT_AND_ENABLE');

    expect(shown.count).toBe(3);
    expect(shown.ids).toHaveLength(2);
  });

  it('is read with one statement for the counts and one for the cards of every column', async () => {
    const worker = anActor();
    await anOpenConversation(worker);

    const statements = await statementsOf(() => boardOf(worker));

    expect(statements.filter((text) => text.includes('"conversation"'))).toHaveLength(2);
  });

  it('answers alike for another team’s board and for no team at all', async () => {
    const worker = anActor();
    const conversation = await anOpenConversation(worker);

    for (const actor of [anActor(), anActor('commissioner'), thePersonOf(conversation)]) {
      for (const teamId of [teamOf(worker), randomUUID()]) {
        expect(await practice.ask(actor, BOARD, { teamId })).toEqual({ data: { teamBoard: null } });
      }
    }
  });

  it('hangs from the team, for those whose team it is', async () => {
    const worker = anActor();
    const OF_TEAM = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Team {
      board { columns { count } } } } }`;
    const r = [{ __typename: 'Team', id: teamOf(worker) }];

    expect((await practice.ask(worker, OF_TEAM, { r })).data).toEqual({
      _entities: [{ board: { columns: [1, 2, 3, 4].map(() => ({ count: 0 })) } }],
    });
    expect((await practice.ask(anActor(), OF_TEAM, { r })).data).toEqual({
      _entities: [{ board: null }],
    });
  });
});

describe('teamBoardChanged', () => {
  it('tells live what happens, with the card as it stands', async () => {
    const worker = anActor();
    const { cursor } = await boardOf(worker);
    const stream = await practice.subscribe(worker, CHANGES, {
      teamId: teamOf(worker),
      after: cursor,
    });

    const { id, purpose } = await anOpenConversation(worker);
    const [opened] = await next(stream, 1);
    await anOutcome(worker, id);
    const [agreed] = await next(stream, 1);
    await complete(worker, id);
    const [completed] = await next(stream, 1);

    expect(opened).toMatchObject({
      kind: 'CONVERSATION_OPENED',
      conversationId: id,
      column: 'CONNECT_AND_ENABLE',
      card: { id, purpose, outcomesAgreed: 0 },
    });
    expect(agreed).toMatchObject({ kind: 'OUTCOME_AGREED', card: { outcomesAgreed: 1 } });
    expect(completed).toMatchObject({ kind: 'CONVERSATION_COMPLETED', column: 'COMPLETED' });
  });

  it('goes on from the cursor without gap or repeat, whatever happened in between', async () => {
    const worker = anActor();
    const { cursor } = await boardOf(worker);
    const opened: string[] = [];
    for (let i = 0; i < 4; i += 1) {
      opened.push((await anOpenConversation(worker)).id);
    }

    const first = await practice.subscribe(worker, CHANGES, {
      teamId: teamOf(worker),
      after: cursor,
    });
    const seen = await next(first, 2);
    const again = await practice.subscribe(worker, CHANGES, {
      teamId: teamOf(worker),
      after: seen.at(-1)?.cursor,
    });
    seen.push(...(await next(again, 2)));
    const [oldest = ''] = opened;
    await as(worker, (ctx) =>
      noteStrength(ctx, {
        idempotencyKey: randomUUID(),
        conversationId: oldest,
        saidBy: SaidBy.PERSON,
        words: 'Patient.',
      }),
    );
    seen.push(...(await next(again, 1)));

    expect(seen.map(({ conversationId }) => conversationId)).toEqual([...opened, oldest]);
    expect(seen.at(-1)?.kind).toBe('STRENGTH_NOTED');
  });

  it('ends at once when the last screen is closed, though nothing happens', async () => {
    const worker = anActor();
    const leaving = new AbortController();
    const stream = await practice.service.subgraph.subscribe(
      {
        actor: worker,
        token: null,
        requestId: randomUUID(),
        operationName: null,
        operationKind: 'subscription',
        deadline: Date.now() + 15_000,
        signal: leaving.signal,
      },
      { document: CHANGES, variables: { teamId: teamOf(worker) } },
    );
    const change = stream.next();

    leaving.abort();

    expect(await change).toEqual({ done: true, value: undefined });
  });

  it('refuses another team’s board as it refuses one that does not exist', async () => {
    const conversation = await anOpenConversation(anActor());
    const hidden = anActor();
    await anOpenConversation(hidden);

    for (const actor of [anActor(), anActor('analyst'), thePersonOf(conversation)]) {
      for (const teamId of [teamOf(hidden), randomUUID()]) {
        const stream = await practice.subscribe(actor, CHANGES, { teamId });
        const { value } = await stream.next();
        expect(value).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
      }
    }
  });
});
