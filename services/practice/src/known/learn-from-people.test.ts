import { randomUUID } from 'node:crypto';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { addPassage } from '../passages/add-passage.ts';
import { changeOf, testPractice } from '../practice.given.ts';
import { Reached } from '../outcomes/reached.ts';
import { recordProgress } from '../outcomes/record-progress.ts';
import { SaidBy } from '../said-by.ts';
import { noteStrength } from '../strengths/note-strength.ts';

const { practice, as, anOpenConversation, anOutcome } = testPractice();

const tell = async (
  personId: string,
  { version, teamId, district }: { version: number; teamId: string; district: string },
): Promise<void> => {
  practice.feeds.people.say({
    kind: version === 1 ? 'person-registered' : 'person-changed',
    subjectId: personId,
    personId,
    teamId,
    version,
    payload: { district },
  });
  await practice.contextOf(anActor()).parts.catchUp('people');
};

const knownPerson = (id: string) =>
  practice.rows('select team_id, district, version from known_person where id = $1', [id]);

describe('what practice learns from people', () => {
  it('is that a person exists, with which team and where', async () => {
    const personId = randomUUID();
    const teamId = randomUUID();

    await tell(personId, { version: 1, teamId, district: 'HERTSMERE' });

    expect(await knownPerson(personId)).toEqual([
      { team_id: teamId, district: 'HERTSMERE', version: 1 },
    ]);
  });

  it('is the same when it is told twice, or an older version late', async () => {
    const personId = randomUUID();
    const teamId = randomUUID();
    await tell(personId, { version: 3, teamId, district: 'WATFORD' });

    await tell(personId, { version: 3, teamId, district: 'WATFORD' });
    await tell(personId, { version: 2, teamId: randomUUID(), district: 'DACORUM' });

    expect(await knownPerson(personId)).toEqual([
      { team_id: teamId, district: 'WATFORD', version: 3 },
    ]);
  });

  it('takes everything said and agreed along to the person’s new team', async () => {
    const before = anActor();
    const after = anActor();
    const conversation = await anOpenConversation(before);
    const { id, personId } = conversation;
    const { id: outcomeId } = await anOutcome(before, id);
    const own = { conversationId: id, saidBy: SaidBy.PERSON, words: 'I grow leeks.' };
    const key = () => ({ idempotencyKey: randomUUID() });
    await as(before, (ctx) => addPassage(ctx, { ...key(), ...own }));
    await as(before, (ctx) => noteStrength(ctx, { ...key(), ...own }));
    const progress = { outcomeId, reached: Reached.PARTLY };
    await as(before, (ctx) => recordProgress(ctx, { ...key(), ...progress }));

    await tell(personId, { version: 2, teamId: teamOf(after), district: 'BROXBOURNE' });

    const CASE = `query ($id: ID!) { conversation(id: $id) { strengths { words }
      passages { edges { node { words } } }
      outcomes { edges { node { progress { reached } } } } } }`;
    expect((await practice.ask(after, CASE, { id })).data).toEqual({
      conversation: {
        strengths: [{ words: 'I grow leeks.' }],
        passages: { edges: [{ node: { words: 'I grow leeks.' } }] },
        outcomes: { edges: [{ node: { progress: [{ reached: 'PARTLY' }] } }] },
      },
    });
    expect((await practice.ask(before, CASE, { id })).data).toEqual({ conversation: null });
    expect(
      await practice.rows('select district, team_id from outcome where id = $1', [outcomeId]),
    ).toEqual([{ district: 'BROXBOURNE', team_id: teamOf(after) }]);
    const moved = await practice.rows<{ team_id: string }>(
      `select team_id from event where kind = 'conversation-moved' and subject_id = $1`,
      [id],
    );
    expect(moved.map((event) => event.team_id).toSorted()).toEqual(
      [teamOf(before), teamOf(after)].toSorted(),
    );
  });

  it('takes the card off the old team’s board, live', async () => {
    const worker = anActor();
    const { id, personId } = await anOpenConversation(worker);
    const board = await practice.ask(
      worker,
      'query ($t: ID!) { teamBoard(teamId: $t) { cursor } }',
      {
        t: teamOf(worker),
      },
    );
    const { cursor } = (board.data as unknown as { teamBoard: { cursor: string } }).teamBoard;
    const stream = await practice.subscribe(
      worker,
      `subscription ($t: ID!, $after: String) { teamBoardChanged(teamId: $t, after: $after) {
         kind conversationId column card { id } } }`,
      { t: teamOf(worker), after: cursor },
    );

    await tell(personId, { version: 2, teamId: randomUUID(), district: 'WATFORD' });

    expect(await changeOf(stream, 'CONVERSATION_MOVED')).toEqual({
      kind: 'CONVERSATION_MOVED',
      conversationId: id,
      column: null,
      card: null,
    });
  });

  it('does not disturb the board when only something else changed', async () => {
    const worker = anActor();
    const { id, personId } = await anOpenConversation(worker);

    await tell(personId, { version: 2, teamId: teamOf(worker), district: 'WATFORD' });

    expect(await practice.events('conversation-moved', id)).toEqual([]);
  });
});
