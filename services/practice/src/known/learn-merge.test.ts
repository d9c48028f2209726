import { randomUUID } from 'node:crypto';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { ConversationLead } from '../conversations/conversation-lead.ts';
import { ConversationStage } from '../conversations/conversation-stage.ts';
import { openConversation } from '../conversations/open-conversation.ts';
import { addPassage } from '../passages/add-passage.ts';
import { testPractice } from '../practice.given.ts';
import { SaidBy } from '../said-by.ts';

const { practice, as, aPerson, anOpenConversation, anOutcome } = testPractice();

interface Merge {
  readonly mergeId: string;
  readonly keptId: string;
  readonly mergedId: string;
}

async function tell(kind: 'people-merged' | 'people-merge-undone', merge: Merge): Promise<void> {
  practice.feeds.people.say({
    kind,
    subjectId: merge.mergeId,
    personId: merge.keptId,
    teamId: randomUUID(),
    version: kind === 'people-merged' ? 1 : 2,
    payload: { ...merge },
  });
  await practice.contextOf(anActor()).parts.catchUp('people');
}

/** A record with a conversation and all that is in one, and another record of the same person. */
async function twoRecords() {
  const keeping = anActor();
  const before = anActor();
  const keptId = await aPerson(teamOf(keeping), 'DACORUM');
  const conversation = await anOpenConversation(before);
  const { id } = await anOutcome(before, conversation.id);
  const said = { conversationId: conversation.id, saidBy: SaidBy.PERSON, words: 'I grow leeks.' };
  await as(before, (ctx) => addPassage(ctx, { idempotencyKey: randomUUID(), ...said }));
  const merge = { mergeId: randomUUID(), keptId, mergedId: conversation.personId };
  return { keeping, before, conversation, outcomeId: id, merge };
}

const rowsOf = (personId: string) =>
  practice.rows<{ table: string; team_id: string }>(
    ['conversation', 'passage', 'outcome']
      .map((table) => `select '${table}' as table, team_id from ${table} where person_id = $1`)
      .join(' union all '),
    [personId],
  );

describe('what practice does when two people are one', () => {
  it('is to bring what was said and agreed to the person who was kept, and to their team', async () => {
    const { keeping, before, conversation, merge } = await twoRecords();

    await tell('people-merged', merge);

    expect(
      (await rowsOf(merge.keptId)).map((row) => `${row.table} ${row.team_id}`).toSorted(),
    ).toEqual([
      `conversation ${teamOf(keeping)}`,
      `outcome ${teamOf(keeping)}`,
      `passage ${teamOf(keeping)}`,
    ]);
    expect(await rowsOf(merge.mergedId)).toEqual([]);
    const CASE = `query ($id: ID!) { conversation(id: $id) {
      person { id } passages { edges { node { words } } } } }`;
    const { id } = conversation;
    expect((await practice.ask(keeping, CASE, { id })).data).toMatchObject({
      conversation: { person: { id: merge.keptId } },
    });
    expect((await practice.ask(before, CASE, { id })).data).toEqual({ conversation: null });
  });

  it('is to take the card from one board to the other', async () => {
    const { keeping, before, conversation, merge } = await twoRecords();

    await tell('people-merged', merge);

    const told = await practice.rows<{ team_id: string }>(
      `select team_id from event where kind = 'conversation-moved' and subject_id = $1`,
      [conversation.id],
    );
    expect(told.map((event) => event.team_id).toSorted()).toEqual(
      [teamOf(before), teamOf(keeping)].toSorted(),
    );
  });

  it('is to begin nothing new with the record that was merged', async () => {
    const { keeping, before, merge } = await twoRecords();
    await tell('people-merged', merge);
    const open = (personId: string, worker = keeping) =>
      as(worker, (ctx) =>
        openConversation(ctx, {
          idempotencyKey: randomUUID(),
          personId,
          purpose: 'To be heard.',
          stage: ConversationStage.CONNECT_AND_PREVENT,
          ledBy: ConversationLead.CITIZEN,
        }),
      );

    await expect(open(merge.mergedId, before)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(open(merge.keptId)).resolves.toMatchObject({ personId: merge.keptId });
  });

  it('is the same when it is told twice', async () => {
    const { conversation, merge } = await twoRecords();

    await tell('people-merged', merge);
    await tell('people-merged', merge);

    expect(await rowsOf(merge.keptId)).toHaveLength(3);
    expect(await practice.events('conversation-moved', conversation.id)).toHaveLength(2);
  });

  it('is undone exactly, and leaves what was begun since', async () => {
    const { keeping, before, merge } = await twoRecords();
    const earlier = await anOpenConversation(keeping, { personId: merge.keptId });
    await tell('people-merged', merge);
    const since = await anOpenConversation(keeping, { personId: merge.keptId });

    await tell('people-merge-undone', merge);

    expect((await rowsOf(merge.mergedId)).map((row) => row.team_id)).toEqual(
      Array.from({ length: 3 }, () => teamOf(before)),
    );
    const kept = await practice.rows<{ id: string }>(
      'select id from conversation where person_id = $1 order by id',
      [merge.keptId],
    );
    expect(kept.map(({ id }) => id)).toEqual([earlier.id, since.id].toSorted());
    await expect(anOpenConversation(before, { personId: merge.mergedId })).resolves.toMatchObject({
      personId: merge.mergedId,
    });
  });

  it('is nothing when the end of it is heard before its beginning', async () => {
    const { merge } = await twoRecords();

    await tell('people-merge-undone', merge);
    await tell('people-merged', merge);

    expect(await rowsOf(merge.mergedId)).toHaveLength(3);
    expect(await rowsOf(merge.keptId)).toEqual([]);
  });

  it('follows from one merge to the next, and back', async () => {
    const { keeping, merge } = await twoRecords();
    const thirdId = await aPerson(teamOf(keeping));
    const next = { mergeId: randomUUID(), keptId: thirdId, mergedId: merge.keptId };

    await tell('people-merged', merge);
    await tell('people-merged', next);
    expect(await rowsOf(thirdId)).toHaveLength(3);
    await tell('people-merge-undone', next);
    await tell('people-merge-undone', merge);

    expect(await rowsOf(merge.mergedId)).toHaveLength(3);
  });

  it('is for the service alone to learn', async () => {
    const { merge, before } = await twoRecords();
    const worker = practice.contextOf(before);

    await expect(
      worker.call(
        'learn',
        `select set_config('app.viewer', $1, true), learn_merge($2, $3, $4, 1)`,
        [merge.mergeId, merge.keptId, merge.mergedId],
      ),
    ).rejects.toThrow(/only the service/);
    expect(await rowsOf(merge.mergedId)).toHaveLength(3);
  });
});

describe('the tables of practice', () => {
  it('can all be moved by the function that learns of a merge', async () => {
    const immovable = await practice.rows(
      `select table_name from person_columns() as named
       where not exists (select from pg_attribute where attrelid = named.table_name::regclass
           and attname = 'id' and atttypid = 'uuid'::regtype)
         or not exists (select from pg_policies where tablename = named.table_name
           and cmd in ('ALL', 'UPDATE') and qual like '%service%')`,
    );

    expect(immovable).toEqual([]);
  });
});
