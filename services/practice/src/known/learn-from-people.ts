import type { EventConsumer, Learning } from '@connected-lives/kit/consumer';
import type { District } from '@connected-lives/kit/district';
import type { CouncilEvent } from '@connected-lives/kit/event-log';
import { isMergeEvent, MERGE_EVENTS } from '@connected-lives/kit/learn-merge';
import { isReachEvent, learnReach, REACH_EVENTS } from '@connected-lives/kit/reach';
import { sql } from 'kysely';
import { conversationMoved } from '../conversations/conversation.events.ts';
import type { PracticeTables } from '../tables.ts';
import { lockKnownPerson } from './find-known-person.ts';
import { learnOfMerge } from './learn-merge.ts';

/** Learns from people who there is, which team they are with, where they live and who else reaches them. */
export const learnFromPeople: EventConsumer<PracticeTables> = {
  from: 'people',
  kinds: ['person-registered', 'person-changed', ...REACH_EVENTS, ...MERGE_EVENTS],
  async learn(learning, event) {
    if (isReachEvent(event)) {
      return learnReach(learning, event);
    }
    if (isMergeEvent(event)) {
      return learnOfMerge(learning, event);
    }
    const person = await lockKnownPerson(learning.db, event.subjectId);
    if (person !== undefined && person.version >= event.version) {
      return;
    }
    const place = placeOf(event);
    await learning.db
      .insertInto('knownPerson')
      .values({ id: event.subjectId, version: event.version, ...place })
      .onConflict((known) => known.column('id').doUpdateSet({ version: event.version, ...place }))
      .execute();
    if (
      person !== undefined &&
      (person.teamId !== place.teamId || person.district !== place.district)
    ) {
      await move(learning, person, place);
    }
  },
};

interface Place {
  readonly teamId: string;
  readonly district: District;
}

function placeOf({ subjectId, teamId, payload }: CouncilEvent): Place {
  if (teamId === null) {
    throw new Error(`Person ${subjectId} is with no team, so nobody could reach them.`);
  }
  return { teamId, district: payload['district'] as District };
}

/**
 * What stands on a person's rows follows the person: conversations first, because whoever adds to
 * one holds its lock, and what they added must be there to be moved.
 */
async function move(
  learning: Learning<PracticeTables>,
  person: { readonly id: string; readonly teamId: string },
  place: Place,
): Promise<void> {
  const { db } = learning;
  const conversations = await db
    .updateTable('conversation')
    .set({ ...place, version: sql`version + 1` })
    .where('personId', '=', person.id)
    .returning(['id', 'personId', 'teamId', 'version'])
    .execute();
  await db
    .updateTable('outcome')
    .set({ ...place, version: sql`version + 1` })
    .where('personId', '=', person.id)
    .execute();
  if (person.teamId === place.teamId) {
    return;
  }
  for (const table of ['passage', 'strength', 'progress'] as const) {
    await db
      .updateTable(table)
      .set({ teamId: place.teamId })
      .where('personId', '=', person.id)
      .execute();
  }
  for (const conversation of conversations) {
    await learning.record(conversationMoved({ ...conversation, teamId: person.teamId }));
    await learning.record(conversationMoved(conversation));
  }
}
