import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { bareStatement, INSERT_EVENT, REFUSED } from '@connected-lives/tests/bare-statement';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testPractice } from './practice.given.ts';

const { practice, aPerson, anOpenConversation, anOutcome, thePersonOf } = testPractice();

const refused = (viewer: Actor | null, text: string, values: readonly unknown[]) =>
  bareStatement(practice.database.appUrl, viewer, text, values);

/** A worker who knows the id of somebody whom only another team reaches. */
async function aStranger() {
  const worker = anActor();
  const theirs = await anOpenConversation(anActor());
  const own = await anOpenConversation(worker);
  return { worker, team: teamOf(worker), theirs, own };
}

const CONVERSATION = `insert into conversation (person_id, team_id, district, practitioner_id,
  purpose, stage, led_by, opened_at, last_changed_at)
  values ($1, $2, 'WATFORD', $3, 'To talk.', 'CONNECT_AND_PREVENT', 'TOGETHER', now(), now())`;
const PASSAGE = `insert into passage (conversation_id, person_id, team_id, said_by, words, said_at)
  values ($1, $2, $3, 'PERSON', 'Hello.', now())`;
const STRENGTH = `insert into strength (conversation_id, person_id, team_id, said_by, words, noted_at)
  values ($1, $2, $3, 'PERSON', 'Patient.', now())`;
const OUTCOME = `insert into outcome (conversation_id, person_id, team_id, district,
  practitioner_id, own_words, wellbeing_area, agreed_at)
  values ($1, $2, $3, 'WATFORD', uuidv7(), 'To walk.', 'RELATIONSHIPS', now())`;
const PROGRESS = `insert into progress (outcome_id, person_id, team_id, reached, recorded_at)
  values ($1, $2, $3, 'FULLY', now())`;
describe('a connection of the service that says what no use case would', () => {
  it('begins no conversation with somebody out of reach under a team that is in reach', async () => {
    const { worker, team, theirs } = await aStranger();
    const known = await aPerson(team);

    expect(await refused(worker, CONVERSATION, [known, team, worker.id])).toBeUndefined();
    for (const personId of [theirs.personId, randomUUID()]) {
      expect(await refused(worker, CONVERSATION, [personId, team, worker.id])).toBe(REFUSED);
    }
  });

  it('adds nothing to another team’s conversation, nor to its own about somebody else', async () => {
    const { worker, team, theirs, own } = await aStranger();

    for (const text of [PASSAGE, STRENGTH, OUTCOME]) {
      expect(await refused(worker, text, [own.id, own.personId, team])).toBeUndefined();
      expect(await refused(worker, text, [theirs.id, theirs.personId, team])).toBe(REFUSED);
      expect(await refused(worker, text, [theirs.id, own.personId, team])).toBe(REFUSED);
      expect(await refused(worker, text, [own.id, theirs.personId, team])).toBe(REFUSED);
    }
    const outcome = await anOutcome(worker, own.id);
    expect(await refused(worker, PROGRESS, [outcome.id, own.personId, team])).toBeUndefined();
    expect(await refused(worker, PROGRESS, [outcome.id, theirs.personId, team])).toBe(REFUSED);
  });

  it('gives no conversation or outcome to somebody else', async () => {
    const { worker, theirs, own } = await aStranger();
    const outcome = await anOutcome(worker, own.id);
    const give = (table: string, id: string, personId: string) =>
      refused(worker, `update ${table} set person_id = $2 where id = $1`, [id, personId]);

    for (const [table, id] of [
      ['conversation', own.id],
      ['outcome', outcome.id],
    ] as const) {
      expect(await give(table, id, own.personId)).toBeUndefined();
      expect(await give(table, id, theirs.personId)).toBe(REFUSED);
    }
  });

  it('lets the person speak in their own conversation, and under no team of their choosing', async () => {
    const conversation = await anOpenConversation(anActor());
    const { id, personId, teamId } = conversation;
    const other = await anOpenConversation(anActor());
    const person = thePersonOf(conversation);

    for (const text of [PASSAGE, STRENGTH]) {
      expect(await refused(person, text, [id, personId, teamId])).toBeUndefined();
      expect(await refused(person, text, [id, personId, other.teamId])).toBe(REFUSED);
      expect(await refused(person, text, [other.id, personId, other.teamId])).toBe(REFUSED);
    }
    expect(
      await refused(person, 'update conversation set team_id = $2 where id = $1', [
        id,
        other.teamId,
      ]),
    ).toBe(REFUSED);
  });

  it('writes nothing at all when nobody is said to ask', async () => {
    const { team, own } = await aStranger();

    expect(await refused(null, PASSAGE, [own.id, own.personId, team])).toBe(REFUSED);
    expect(
      await refused(null, INSERT_EVENT, [
        'passage-added',
        randomUUID(),
        own.personId,
        team,
        1,
        { conversationId: own.id },
      ]),
    ).toBe(REFUSED);
  });
});

describe('an event that a viewer leaves', () => {
  const told = (kind: string, row: { id: string; personId: string; teamId: string }, to: object) =>
    [kind, row.id, row.personId, row.teamId, 1, to] as const;

  it('is about a conversation in their reach, under the team the person is with', async () => {
    const { worker, team, theirs, own } = await aStranger();
    const opened = ({ id, personId }: typeof own, teamId: string, conversationId = id) =>
      refused(
        worker,
        INSERT_EVENT,
        told('conversation-opened', { id, personId, teamId }, { conversationId }),
      );

    expect(await opened(own, team)).toBeUndefined();
    expect(await opened(theirs, theirs.teamId)).toBe(REFUSED);
    expect(await opened(theirs, team)).toBe(REFUSED);
    expect(await opened(theirs, team, own.id)).toBe(REFUSED);
    expect(await opened(own, theirs.teamId)).toBe(REFUSED);
  });

  it('says of an outcome what stands in it, because finance believes it', async () => {
    const { worker, own } = await aStranger();
    const outcome = await anOutcome(worker, own.id);
    const says = { conversationId: own.id, wellbeingArea: outcome.wellbeingArea };
    const agreed = (to: object, version = 1) =>
      refused(worker, INSERT_EVENT, [
        'outcome-agreed',
        outcome.id,
        own.personId,
        own.teamId,
        version,
        { ...says, practitionerId: worker.id, district: 'WATFORD', ...to },
      ]);

    expect(await agreed({})).toBeUndefined();
    expect(await agreed({ practitionerId: randomUUID() })).toBe(REFUSED);
    expect(await agreed({ district: 'DACORUM' })).toBe(REFUSED);
    expect(await agreed({}, 2)).toBe(REFUSED);
  });

  it('is none of those that the service leaves itself', async () => {
    const { worker, own } = await aStranger();

    for (const kind of ['conversation-moved', 'help-moved', 'log-sealed']) {
      expect(await refused(worker, INSERT_EVENT, told(kind, own, { conversationId: own.id }))).toBe(
        REFUSED,
      );
    }
  });

  it('is not left by somebody who represents the person, and only reads', async () => {
    const { own } = await aStranger();
    const daughter = anActor('citizen', { personId: randomUUID() });
    await practice.arrange(
      `insert into reach (person_id, holder_id, why, from_at)
       values ($1, $2, 'REPRESENTATIVE', now() - interval '1 minute')`,
      [own.personId, daughter.personId],
    );

    expect(
      await refused(daughter, INSERT_EVENT, told('passage-added', own, { conversationId: own.id })),
    ).toBe(REFUSED);
  });
});

describe('the place of practice in another service’s log', () => {
  it('is moved by the service alone', async () => {
    const moved = (viewer: Actor | null) =>
      refused(viewer, `insert into consumer_cursor (consumer, cursor) values ($1, '9.9')`, [
        randomUUID(),
      ]);

    expect(await moved(anActor('service'))).toBeUndefined();
    expect(await moved(anActor('manager'))).toBe(REFUSED);
    expect(await moved(null)).toBe(REFUSED);
  });
});
