import { randomUUID } from 'node:crypto';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { type Plain, testPractice } from '../practice.given.ts';
import { completeConversation } from '../conversations/complete-conversation.ts';
import { SaidBy } from '../said-by.ts';
import { addPassage, type AddPassageInput } from './add-passage.ts';

const { practice, as, anOpenConversation, thePersonOf, auditOf } = testPractice();

const words = (
  conversationId: string,
  given: Partial<Plain<AddPassageInput>> = {},
): Plain<AddPassageInput> => ({
  idempotencyKey: randomUUID(),
  conversationId,
  saidBy: SaidBy.FAMILY_OR_FRIEND,
  saidByName: 'Her sister',
  words: 'She was always the first one up.',
  ...given,
});

describe('addPassage', () => {
  it('keeps what was said and who said it, and moves the conversation', async () => {
    const worker = anActor();
    const conversation = await anOpenConversation(worker);

    const passage = await as(worker, (ctx) => addPassage(ctx, words(conversation.id)));

    expect(passage).toMatchObject({
      conversationId: conversation.id,
      personId: conversation.personId,
      saidBy: 'FAMILY_OR_FRIEND',
      saidByName: 'Her sister',
      words: 'She was always the first one up.',
    });
    expect(await auditOf(passage.id)).toMatchObject([{ actor_id: worker.id, before: null }]);
    const [moved] = await practice.rows<{ last_changed_at: Date; version: number }>(
      'select last_changed_at, version from conversation where id = $1',
      [conversation.id],
    );
    expect(moved).toEqual({ last_changed_at: passage.saidAt, version: 2 });
  });

  it('tells the team that something was said, and not what', async () => {
    const worker = anActor();
    const { id } = await anOpenConversation(worker);

    const passage = await as(worker, (ctx) => addPassage(ctx, words(id)));

    const [event] = await practice.events('passage-added', passage.id);
    expect(event).toMatchObject({ team_id: teamOf(worker), payload: { conversationId: id } });
    expect(JSON.stringify(event)).not.toContain('first one up');
  });

  it('lets the person add their own words to their own conversation', async () => {
    const conversation = await anOpenConversation(anActor());
    const person = thePersonOf(conversation);

    const passage = await as(person, (ctx) =>
      addPassage(ctx, words(conversation.id, { saidBy: SaidBy.PERSON, words: 'I miss it.' })),
    );

    expect(passage).toMatchObject({ saidBy: 'PERSON', words: 'I miss it.' });
    expect(await auditOf(passage.id)).toMatchObject([
      { actor_id: person.id, actor_role: 'citizen' },
    ]);
  });

  it('lets nobody speak for the practitioner but the staff', async () => {
    const conversation = await anOpenConversation(anActor());

    await expect(
      as(thePersonOf(conversation), (ctx) =>
        addPassage(ctx, words(conversation.id, { saidBy: SaidBy.PRACTITIONER })),
      ),
    ).rejects.toMatchObject({ code: 'OWN_WORDS_ONLY' });
  });

  it('refuses words in a completed conversation, the person’s own too', async () => {
    const worker = anActor();
    const conversation = await anOpenConversation(worker);
    const completing = { idempotencyKey: randomUUID(), conversationId: conversation.id };
    await as(worker, (ctx) => completeConversation(ctx, completing));

    for (const actor of [worker, thePersonOf(conversation)]) {
      await expect(
        as(actor, (ctx) => addPassage(ctx, words(conversation.id, { saidBy: SaidBy.PERSON }))),
      ).rejects.toMatchObject({ code: 'CONVERSATION_COMPLETED' });
    }
  });

  it('answers alike for somebody else’s conversation and for none at all', async () => {
    const hidden = await anOpenConversation(anActor());
    const stranger = anActor('citizen', { personId: randomUUID() });

    for (const actor of [anActor(), stranger]) {
      const refusals = await Promise.all(
        [hidden.id, randomUUID()].map((id) =>
          as(actor, (ctx) => addPassage(ctx, words(id, { saidBy: SaidBy.PERSON }))).catch(String),
        ),
      );
      expect(refusals[0]).toMatch(/no such conversation/);
      expect(refusals[1]).toBe(refusals[0]);
    }
  });

  it('says it once for one key, and refuses the key for other words', async () => {
    const worker = anActor();
    const { id } = await anOpenConversation(worker);
    const input = words(id);

    const first = await as(worker, (ctx) => addPassage(ctx, input));
    const again = await as(worker, (ctx) => addPassage(ctx, input));

    expect(again.id).toBe(first.id);
    expect(
      await practice.rows('select id from passage where conversation_id = $1', [id]),
    ).toHaveLength(1);
    await expect(
      as(worker, (ctx) => addPassage(ctx, { ...input, words: 'Other words.' })),
    ).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  });

  it('cannot be unsaid: the service itself has no right to change the words', async () => {
    const worker = anActor();
    const { id } = await anOpenConversation(worker);
    const passage = await as(worker, (ctx) => addPassage(ctx, words(id)));

    const change = `update passage set words = 'x' where id = '${passage.id}'`;
    await expect(as(worker, (ctx) => ctx.parts.orm.em.fork().execute(change))).rejects.toThrow(
      /permission denied/,
    );
  });
});
