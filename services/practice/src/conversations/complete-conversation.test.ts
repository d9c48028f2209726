import { randomUUID } from 'node:crypto';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testPractice } from '../practice.given.ts';
import { addPassage } from '../passages/add-passage.ts';
import { SaidBy } from '../said-by.ts';
import { completeConversation } from './complete-conversation.ts';

const NOW = new Date('2026-06-01T09:30:00.000Z');
const { practice, as, anOpenConversation, thePersonOf, auditOf } = testPractice(() => NOW);

const completing = (conversationId: string) => ({ idempotencyKey: randomUUID(), conversationId });

describe('completeConversation', () => {
  it('is the practitioner’s own word, at once and for good', async () => {
    const worker = anActor();
    const { id, personId } = await anOpenConversation(worker);

    const completed = await as(worker, (ctx) => completeConversation(ctx, completing(id)));

    expect(completed).toMatchObject({ id, completedAt: NOW, lastChangedAt: NOW });
    expect((await auditOf(id)).at(-1)).toMatchObject({
      actor_id: worker.id,
      before: { completed_at: null },
      after: { completed_at: expect.any(String) },
    });
    expect(await practice.events('conversation-completed', id)).toMatchObject([
      { person_id: personId, version: 2, payload: { conversationId: id } },
    ]);
  });

  it('refuses to complete one twice', async () => {
    const worker = anActor();
    const { id } = await anOpenConversation(worker);
    await as(worker, (ctx) => completeConversation(ctx, completing(id)));

    await expect(
      as(worker, (ctx) => completeConversation(ctx, completing(id))),
    ).rejects.toMatchObject({ code: 'CONVERSATION_COMPLETED' });
  });

  it('answers alike for another team’s conversation and for none at all', async () => {
    const hidden = await anOpenConversation(anActor());

    const refusals = await Promise.all(
      [hidden.id, randomUUID()].map((id) =>
        as(anActor(), (ctx) => completeConversation(ctx, completing(id))).catch(String),
      ),
    );

    expect(refusals[0]).toMatch(/no such conversation/);
    expect(refusals[1]).toBe(refusals[0]);
  });

  it('is not the person’s to do, whose conversation it is', async () => {
    const conversation = await anOpenConversation(anActor());
    const person = thePersonOf(conversation);

    await expect(
      as(person, (ctx) => completeConversation(ctx, completing(conversation.id))),
    ).rejects.toMatchObject({ code: 'NOT_YOURS' });
  });

  it('lets one of two racing colleagues complete', async () => {
    const worker = anActor();
    const colleague = anActor('duty', { teamIds: [teamOf(worker)] });
    const { id } = await anOpenConversation(worker);

    const results = await Promise.allSettled(
      [worker, colleague].map((actor) =>
        as(actor, (ctx) => completeConversation(ctx, completing(id))),
      ),
    );

    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'CONVERSATION_COMPLETED' },
    });
    expect(await practice.events('conversation-completed', id)).toHaveLength(1);
  });

  it('leaves nothing said behind a completion that it raced with', async () => {
    const worker = anActor();
    for (let round = 0; round < 5; round += 1) {
      const { id } = await anOpenConversation(worker);
      const words = {
        idempotencyKey: randomUUID(),
        conversationId: id,
        saidBy: SaidBy.PERSON,
        words: 'One more thing.',
      };

      const [said] = await Promise.allSettled([
        as(worker, (ctx) => addPassage(ctx, words)),
        as(worker, (ctx) => completeConversation(ctx, completing(id))),
      ]);

      // The audit numbers writes as they were made, under the lock.
      const order = await practice.rows<{ table_name: string; completed: boolean }>(
        `select table_name, coalesce(after ->> 'completed_at', '') <> '' as completed
         from audit_entry where coalesce(after ->> 'conversation_id', after ->> 'id') = $1
         order by id`,
        [id],
      );
      expect(order.at(-1)).toEqual({ table_name: 'conversation', completed: true });
      expect(order.filter((entry) => entry.table_name === 'passage')).toHaveLength(
        said.status === 'fulfilled' ? 1 : 0,
      );
    }
  });
});
