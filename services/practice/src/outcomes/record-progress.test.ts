import { randomUUID } from 'node:crypto';
import { anActor } from '@connected-lives/tests/test-service';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Plain, testPractice } from '../practice.given.ts';
import { completeConversation } from '../conversations/complete-conversation.ts';
import { Reached } from './reached.ts';
import { recordProgress, type RecordProgressInput } from './record-progress.ts';

let now = new Date();
const { practice, as, anOpenConversation, anOutcome, thePersonOf, auditOf } = testPractice(
  () => now,
);
beforeEach(() => {
  now = new Date('2026-06-01T09:00:00.000Z');
});

const progress = (
  outcomeId: string,
  given: Partial<Plain<RecordProgressInput>> = {},
): Plain<RecordProgressInput> => ({
  idempotencyKey: randomUUID(),
  outcomeId,
  reached: Reached.PARTLY,
  words: 'Twice by bus, once with me.',
  satisfaction: 6,
  ...given,
});

async function anAgreedOutcome(worker = anActor()) {
  const conversation = await anOpenConversation(worker);
  return { worker, conversation, outcome: await anOutcome(worker, conversation.id) };
}

describe('recordProgress', () => {
  it('keeps how far it was reached, in order, and how life was', async () => {
    const { worker, outcome } = await anAgreedOutcome();

    await as(worker, (ctx) => recordProgress(ctx, progress(outcome.id)));
    now = new Date('2026-07-01T09:00:00.000Z');
    const last = { reached: Reached.FULLY, words: null, satisfaction: null };
    await as(worker, (ctx) => recordProgress(ctx, progress(outcome.id, last)));

    const answer = await practice.ask(
      worker,
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Outcome {
         achieved achievedAt progress { words reached satisfaction recordedAt } } } }`,
      { r: [{ __typename: 'Outcome', id: outcome.id }] },
    );
    expect(answer.data).toEqual({
      _entities: [
        {
          achieved: true,
          achievedAt: '2026-07-01T09:00:00.000Z',
          progress: [
            {
              words: 'Twice by bus, once with me.',
              reached: 'PARTLY',
              satisfaction: 6,
              recordedAt: '2026-06-01T09:00:00.000Z',
            },
            {
              words: null,
              reached: 'FULLY',
              satisfaction: null,
              recordedAt: '2026-07-01T09:00:00.000Z',
            },
          ],
        },
      ],
    });
  });

  it('is signed, and tells the team and finance whether it is achieved', async () => {
    const { worker, conversation, outcome } = await anAgreedOutcome();

    await as(worker, (ctx) =>
      recordProgress(ctx, progress(outcome.id, { reached: Reached.FULLY })),
    );

    expect((await auditOf(outcome.id)).at(-1)).toMatchObject({ actor_id: worker.id });
    expect(await practice.events('progress-recorded', outcome.id)).toMatchObject([
      { version: 2, payload: { conversationId: conversation.id, achieved: true } },
    ]);
  });

  it('goes by the latest word: what was reached may be lost, and then reached anew', async () => {
    const { worker, outcome } = await anAgreedOutcome();
    const since: (Date | null)[] = [];

    for (const reached of [Reached.FULLY, Reached.FULLY, Reached.NOT_YET, Reached.FULLY]) {
      now = new Date(now.getTime() + 86_400_000);
      const after = await as(worker, (ctx) =>
        recordProgress(ctx, progress(outcome.id, { reached })),
      );
      since.push(after.achievedAt);
    }

    expect(since).toEqual([
      new Date('2026-06-02T09:00:00.000Z'),
      new Date('2026-06-02T09:00:00.000Z'),
      null,
      new Date('2026-06-05T09:00:00.000Z'),
    ]);
  });

  it('goes on after the conversation is completed, because life does', async () => {
    const { worker, conversation, outcome } = await anAgreedOutcome();
    const completing = { idempotencyKey: randomUUID(), conversationId: conversation.id };
    await as(worker, (ctx) => completeConversation(ctx, completing));

    await expect(
      as(worker, (ctx) => recordProgress(ctx, progress(outcome.id, { reached: Reached.FULLY }))),
    ).resolves.toMatchObject({ achievedAt: now });
  });

  it('answers alike for another team’s outcome and for none at all', async () => {
    const { outcome } = await anAgreedOutcome();

    const refusals = await Promise.all(
      [outcome.id, randomUUID()].map((id) =>
        as(anActor(), (ctx) => recordProgress(ctx, progress(id))).catch(String),
      ),
    );

    expect(refusals[0]).toMatch(/no such outcome/);
    expect(refusals[1]).toBe(refusals[0]);
  });

  it('is recorded by the people who work with the person', async () => {
    const { conversation, outcome } = await anAgreedOutcome();

    await expect(
      as(thePersonOf(conversation), (ctx) => recordProgress(ctx, progress(outcome.id))),
    ).rejects.toMatchObject({ code: 'NOT_YOURS' });
  });

  it('records once for one key', async () => {
    const { worker, outcome } = await anAgreedOutcome();
    const input = progress(outcome.id);

    await as(worker, (ctx) => recordProgress(ctx, input));
    await as(worker, (ctx) => recordProgress(ctx, input));

    expect(
      await practice.rows('select id from progress where outcome_id = $1', [outcome.id]),
    ).toHaveLength(1);
    await expect(
      as(worker, (ctx) => recordProgress(ctx, { ...input, satisfaction: 7 })),
    ).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  });

  it('knows satisfaction from 0 to 10', async () => {
    const { worker, outcome } = await anAgreedOutcome();

    const answer = await practice.ask(
      worker,
      'mutation ($input: RecordProgressInput!) { recordProgress(input: $input) { id } }',
      { input: progress(outcome.id, { satisfaction: 11 }) },
    );

    expect(answer.errors?.[0]?.extensions).toMatchObject({ fields: ['satisfaction'] });
  });
});
