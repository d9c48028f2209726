import { randomUUID } from 'node:crypto';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { type Plain, testPractice } from '../practice.given.ts';
import { ConversationLead } from './conversation-lead.ts';
import { ConversationStage } from './conversation-stage.ts';
import { openConversation, type OpenConversationInput } from './open-conversation.ts';

const NOW = new Date('2026-06-01T09:30:00.000Z');
const { practice, as, aPerson, auditOf } = testPractice(() => NOW);

const about = (
  personId: string,
  given: Partial<Plain<OpenConversationInput>> = {},
): Plain<OpenConversationInput> => ({
  idempotencyKey: randomUUID(),
  personId,
  purpose: 'To get back to the allotment after the fall.',
  stage: ConversationStage.CONNECT_AND_PREVENT,
  ledBy: ConversationLead.CITIZEN,
  ...given,
});

describe('openConversation', () => {
  it('opens at once, with why, and is signed by the one who opened it', async () => {
    const worker = anActor();
    const personId = await aPerson(teamOf(worker), 'STEVENAGE');

    const opened = await as(worker, (ctx) => openConversation(ctx, about(personId)));

    expect(opened).toMatchObject({
      personId,
      teamId: teamOf(worker),
      district: 'STEVENAGE',
      practitionerId: worker.practitionerId,
      purpose: 'To get back to the allotment after the fall.',
      openedAt: NOW,
      completedAt: null,
    });
    expect(await auditOf(opened.id)).toMatchObject([{ actor_id: worker.id, before: null }]);
    expect(await practice.events('conversation-opened', opened.id)).toMatchObject([
      {
        person_id: personId,
        team_id: teamOf(worker),
        version: 1,
        payload: {
          conversationId: opened.id,
          stage: 'CONNECT_AND_PREVENT',
          practitionerId: worker.practitionerId,
        },
      },
    ]);
  });

  it('is for managers, duty and discharge workers too', async () => {
    for (const role of ['manager', 'duty', 'discharge'] as const) {
      const worker = anActor(role);
      const personId = await aPerson(teamOf(worker));

      await expect(
        as(worker, (ctx) => openConversation(ctx, about(personId))),
      ).resolves.toMatchObject({ personId });
    }
  });

  it('answers alike for another team’s person and for nobody at all', async () => {
    const hidden = await aPerson(randomUUID());

    const refusals = await Promise.all(
      [hidden, randomUUID()].map((personId) =>
        as(anActor(), (ctx) => openConversation(ctx, about(personId))).catch(String),
      ),
    );

    expect(refusals[0]).toMatch(/no such person/);
    expect(refusals[1]).toBe(refusals[0]);
  });

  it('is the practitioner’s part: the person asks, and somebody opens it', async () => {
    const id = await aPerson(randomUUID());
    const person = anActor('citizen', { id, personId: id });

    await expect(as(person, (ctx) => openConversation(ctx, about(id)))).rejects.toMatchObject({
      code: 'NOT_YOURS',
    });
  });

  it('knows a person who was registered in another service a moment ago', async () => {
    const worker = anActor();
    const personId = randomUUID();
    practice.feeds.people.say({
      kind: 'person-registered',
      subjectId: personId,
      personId,
      teamId: teamOf(worker),
      version: 1,
      payload: { district: 'DACORUM' },
    });

    const opened = await as(worker, (ctx) => openConversation(ctx, about(personId)));

    expect(opened.district).toBe('DACORUM');
  });

  it('opens one conversation for one key, however often it is sent', async () => {
    const worker = anActor();
    const input = about(await aPerson(teamOf(worker)));

    const first = await as(worker, (ctx) => openConversation(ctx, input));
    const again = await as(worker, (ctx) => openConversation(ctx, input));

    expect(again).toEqual(first);
    expect(
      await practice.rows('select id from conversation where person_id = $1', [input.personId]),
    ).toEqual([{ id: first.id }]);
  });

  it('refuses the key of another decision', async () => {
    const worker = anActor();
    const input = about(await aPerson(teamOf(worker)));
    await as(worker, (ctx) => openConversation(ctx, input));

    await expect(
      as(worker, (ctx) => openConversation(ctx, { ...input, purpose: 'Something else.' })),
    ).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  });

  it('asks why: blank or endless is no answer', async () => {
    const worker = anActor();
    const personId = await aPerson(teamOf(worker));

    for (const purpose of ['  ', 'x'.repeat(2_001)]) {
      const answer = await practice.ask(
        worker,
        'mutation ($input: OpenConversationInput!) { openConversation(input: $input) { id } }',
        { input: about(personId, { purpose }) },
      );
      expect(answer.errors?.[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: ['purpose'],
      });
    }
  });
});
