import type { EventConsumer } from '@connected-lives/kit/consumer';
import { sql } from 'kysely';
import { helpMoved } from '../conversations/conversation.events.ts';
import type { PracticeTables } from '../tables.ts';

/** Learns from finance that money moved for an outcome, and lets the team's board know. */
export const learnFromFinance: EventConsumer<PracticeTables> = {
  from: 'finance',
  kinds: ['spend-committed', 'commitment-released', 'payment-recorded'],
  async learn(learning, { subjectId, version, at, payload }) {
    const conversationId = String(payload['conversationId']);
    const news = await learning.db
      .insertInto('knownCommitment')
      .values({ id: subjectId, conversationId, version })
      .onConflict((known) =>
        known.column('id').doUpdateSet({ version }).where('knownCommitment.version', '<', version),
      )
      .returning('id')
      .execute();
    if (news.length === 0) {
      return;
    }
    const conversation = await learning.db
      .updateTable('conversation')
      .set({
        lastChangedAt: sql`greatest(last_changed_at, ${new Date(at)}::timestamptz)`,
        version: sql`version + 1`,
      })
      .where('id', '=', conversationId)
      .returning(['id', 'personId', 'teamId', 'version'])
      .executeTakeFirst();
    if (conversation !== undefined) {
      await learning.record(helpMoved(conversation, String(payload['outcomeId'])));
    }
  },
};
