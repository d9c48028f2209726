import { notFound } from '@connected-lives/kit/refusal';
import type { Transaction } from '@connected-lives/kit/transaction';
import { LockMode } from '@mikro-orm/postgresql';
import type { PracticeTables } from '../tables.ts';
import { Conversation } from './conversation.entity.ts';

/**
 * A conversation to change, locked until the transaction ends: whatever changes one of its parts
 * takes this lock first, so that nothing is added behind a completion. Out of reach is missing.
 */
export async function lockConversation(
  tx: Transaction<PracticeTables>,
  id: string,
): Promise<Conversation> {
  const conversation = await tx.em.findOne(
    Conversation,
    { id },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (conversation === null) {
    throw notFound('conversation');
  }
  return conversation;
}
