import type { Learning } from '@connected-lives/kit/consumer';
import type { CouncilEvent } from '@connected-lives/kit/event-log';
import { learnMerge } from '@connected-lives/kit/learn-merge';
import { sql } from 'kysely';
import { conversationMoved } from '../conversations/conversation.events.ts';
import type { PracticeTables } from '../tables.ts';
import { lockKnownPerson } from './find-known-person.ts';

/**
 * Learns that two people are one, or that they are two after all. Waits for everybody who is writing
 * about either of them, so that nothing is left behind, and lets the boards know of each card.
 */
export async function learnOfMerge(
  learning: Learning<PracticeTables>,
  event: CouncilEvent,
): Promise<void> {
  const { keptId, mergedId } = event.payload;
  const undone = event.kind === 'people-merge-undone';
  const [fromId, toId] = undone ? [keptId, mergedId] : [mergedId, keptId];
  const places = new Map<string, string | undefined>();
  for (const id of [String(keptId), String(mergedId)].toSorted()) {
    places.set(id, (await lockKnownPerson(learning.db, id))?.teamId);
  }
  if (!(await learnMerge(learning, event))) {
    return;
  }
  const formerTeam = places.get(String(fromId));
  const conversations = await learning.db
    .selectFrom('conversation')
    .select(['id', 'personId', 'teamId', 'version'])
    .where('personId', '=', String(toId))
    .where('id', 'in', (row) =>
      row
        .selectFrom(sql<{ rowId: string }>`moved_row`.as('moved'))
        .select(sql<string>`row_id`.as('rowId'))
        .where(sql<boolean>`merge_id = ${event.subjectId} and table_name = 'conversation'`),
    )
    .execute();
  for (const conversation of conversations) {
    if (formerTeam !== undefined && formerTeam !== conversation.teamId) {
      await learning.record(conversationMoved({ ...conversation, teamId: formerTeam }));
    }
    await learning.record(conversationMoved(conversation));
  }
}
