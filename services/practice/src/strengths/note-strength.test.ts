import { randomUUID } from 'node:crypto';
import { anActor } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { type Plain, testPractice } from '../practice.given.ts';
import { completeConversation } from '../conversations/complete-conversation.ts';
import { SaidBy } from '../said-by.ts';
import { noteStrength, type NoteStrengthInput } from './note-strength.ts';

const { practice, as, anOpenConversation, thePersonOf, auditOf } = testPractice();

const strength = (
  conversationId: string,
  given: Partial<Plain<NoteStrengthInput>> = {},
): Plain<NoteStrengthInput> => ({
  idempotencyKey: randomUUID(),
  conversationId,
  saidBy: SaidBy.CARER,
  words: 'Knows everybody on the allotments.',
  ...given,
});

describe('noteStrength', () => {
  it('keeps what the person can do, signed and told to the team', async () => {
    const worker = anActor();
    const { id } = await anOpenConversation(worker);

    const noted = await as(worker, (ctx) => noteStrength(ctx, strength(id)));

    expect(noted).toMatchObject({ saidBy: 'CARER', words: 'Knows everybody on the allotments.' });
    expect(await auditOf(noted.id)).toMatchObject([{ actor_id: worker.id }]);
    expect(await practice.events('strength-noted', noted.id)).toMatchObject([
      { payload: { conversationId: id } },
    ]);
  });

  it('lets the person say what they are good at themself', async () => {
    const conversation = await anOpenConversation(anActor());
    const person = thePersonOf(conversation);
    const own = strength(conversation.id, { saidBy: SaidBy.PERSON });

    await expect(as(person, (ctx) => noteStrength(ctx, own))).resolves.toMatchObject({
      saidBy: 'PERSON',
    });
    await expect(
      as(person, (ctx) => noteStrength(ctx, strength(conversation.id))),
    ).rejects.toMatchObject({ code: 'OWN_WORDS_ONLY' });
  });

  it('refuses a completed conversation', async () => {
    const worker = anActor();
    const { id } = await anOpenConversation(worker);
    const completing = { idempotencyKey: randomUUID(), conversationId: id };
    await as(worker, (ctx) => completeConversation(ctx, completing));

    await expect(as(worker, (ctx) => noteStrength(ctx, strength(id)))).rejects.toMatchObject({
      code: 'CONVERSATION_COMPLETED',
    });
  });

  it('answers alike for another team’s conversation and for none at all', async () => {
    const hidden = await anOpenConversation(anActor());

    for (const id of [hidden.id, randomUUID()]) {
      await expect(as(anActor(), (ctx) => noteStrength(ctx, strength(id)))).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    }
  });

  it('notes it once for one key', async () => {
    const worker = anActor();
    const { id } = await anOpenConversation(worker);
    const input = strength(id);

    const first = await as(worker, (ctx) => noteStrength(ctx, input));
    const again = await as(worker, (ctx) => noteStrength(ctx, input));

    expect(again.id).toBe(first.id);
    await expect(
      as(worker, (ctx) => noteStrength(ctx, { ...input, words: 'Bakes.' })),
    ).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  });
});
