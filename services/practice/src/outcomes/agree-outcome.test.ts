import { randomUUID } from 'node:crypto';
import { WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { type Plain, testPractice } from '../practice.given.ts';
import { completeConversation } from '../conversations/complete-conversation.ts';
import { agreeOutcome, type AgreeOutcomeInput } from './agree-outcome.ts';

const { practice, as, anOpenConversation, thePersonOf, auditOf } = testPractice();

const outcome = (
  conversationId: string,
  given: Partial<Plain<AgreeOutcomeInput>> = {},
): Plain<AgreeOutcomeInput> => ({
  idempotencyKey: randomUUID(),
  conversationId,
  ownWords: 'I want to see my sister on Sundays.',
  wellbeingArea: WellbeingArea.RELATIONSHIPS,
  howWeWillWorkTowardsIt: 'The 321 stops at her door; we will ride it together twice.',
  ...given,
});

describe('agreeOutcome', () => {
  it('keeps the person’s own words and how to work towards it', async () => {
    const worker = anActor();
    const conversation = await anOpenConversation(worker);

    const agreed = await as(worker, (ctx) => agreeOutcome(ctx, outcome(conversation.id)));

    expect(agreed).toMatchObject({
      conversationId: conversation.id,
      personId: conversation.personId,
      ownWords: 'I want to see my sister on Sundays.',
      achievedAt: null,
    });
    expect(await auditOf(agreed.id)).toMatchObject([{ actor_id: worker.id, before: null }]);
  });

  it('tells finance what it needs for money to be committed, and no words', async () => {
    const worker = anActor();
    const { id, personId } = await anOpenConversation(worker);

    const agreed = await as(worker, (ctx) => agreeOutcome(ctx, outcome(id)));

    const events = await practice.events('outcome-agreed', agreed.id);
    expect(events).toMatchObject([{ person_id: personId, team_id: teamOf(worker), version: 1 }]);
    expect(events[0]?.payload).toEqual({
      conversationId: id,
      practitionerId: worker.practitionerId,
      wellbeingArea: 'RELATIONSHIPS',
      district: 'WATFORD',
    });
  });

  it('needs no plan yet', async () => {
    const worker = anActor();
    const { id } = await anOpenConversation(worker);
    const { howWeWillWorkTowardsIt: _, ...bare } = outcome(id);

    await expect(as(worker, (ctx) => agreeOutcome(ctx, bare))).resolves.toMatchObject({
      howWeWillWorkTowardsIt: null,
    });
  });

  it('refuses a completed conversation', async () => {
    const worker = anActor();
    const { id } = await anOpenConversation(worker);
    const completing = { idempotencyKey: randomUUID(), conversationId: id };
    await as(worker, (ctx) => completeConversation(ctx, completing));

    await expect(as(worker, (ctx) => agreeOutcome(ctx, outcome(id)))).rejects.toMatchObject({
      code: 'CONVERSATION_COMPLETED',
    });
  });

  it('answers alike for another team’s conversation and for none at all', async () => {
    const hidden = await anOpenConversation(anActor());

    for (const id of [hidden.id, randomUUID()]) {
      await expect(as(anActor(), (ctx) => agreeOutcome(ctx, outcome(id)))).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    }
  });

  it('takes two to agree: the person cannot do it alone', async () => {
    const conversation = await anOpenConversation(anActor());

    await expect(
      as(thePersonOf(conversation), (ctx) => agreeOutcome(ctx, outcome(conversation.id))),
    ).rejects.toMatchObject({ code: 'NOT_YOURS' });
  });

  it('agrees once for one key', async () => {
    const worker = anActor();
    const { id } = await anOpenConversation(worker);
    const input = outcome(id);

    const first = await as(worker, (ctx) => agreeOutcome(ctx, input));
    const again = await as(worker, (ctx) => agreeOutcome(ctx, input));

    expect(again).toEqual(first);
    await expect(
      as(worker, (ctx) => agreeOutcome(ctx, { ...input, ownWords: 'Something else.' })),
    ).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  });
});
