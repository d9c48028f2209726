import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { testCouncil } from '../test-council.ts';
import { anActor, teamOf } from '../test-service.ts';
import { at, inDays } from './answers.ts';

const council = testCouncil();
const LIFE = `query ($id: ID!) {
  person(id: $id) { name conversations { edges { node { purpose } } } }
}`;

describe('a representative', () => {
  it('reads the record in every service until access ends, and writes in none', async () => {
    const worker = anActor();
    const personId = await council.aPerson(teamOf(worker));
    const daughterId = await council.aPerson(teamOf(worker), { name: 'Joan Khan' });
    const daughter = anActor('citizen', { id: daughterId, personId: daughterId });
    const make = async (mutation: string, type: string, input: Record<string, unknown>) => {
      const answer = await council.ask(
        worker,
        `mutation ($input: ${type}!) { ${mutation}(input: $input) { id } }`,
        { input: { ...input, idempotencyKey: randomUUID() } },
      );
      return String(at(answer, `${mutation}.id`));
    };
    const conversationId = await make('openConversation', 'OpenConversationInput', {
      personId,
      purpose: 'To get back to the allotment.',
      stage: 'CONNECT_AND_ENABLE',
      ledBy: 'TOGETHER',
    });
    const relationshipId = await make('addToCircle', 'AddToCircleInput', {
      personId,
      kind: 'ATTORNEY',
      otherPersonId: daughterId,
      authority: 'LPA_HEALTH_AND_WELFARE',
      authoritySeen: true,
    });
    const reads = async () => (await council.ask(daughter, LIFE, { id: personId })).data;
    expect(await reads()).toEqual({ person: null });

    await make('giveRepresentativeAccess', 'GiveRepresentativeAccessInput', {
      personId,
      relationshipId,
      untilOn: inDays(7),
      reason: 'She agreed, with her daughter there.',
    });

    const life = {
      person: {
        name: 'Ada Khan',
        conversations: { edges: [{ node: { purpose: 'To get back to the allotment.' } }] },
      },
    };
    await untilEqual(reads, life);
    const written = await council.ask(
      daughter,
      `mutation ($input: AddPassageInput!) { addPassage(input: $input) { id } }`,
      {
        input: {
          conversationId,
          words: 'She would like that.',
          saidBy: 'PERSON',
          idempotencyKey: randomUUID(),
        },
      },
    );
    expect(written.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });

    await make('endRepresentativeAccess', 'EndRepresentativeAccessInput', { relationshipId });
    await untilEqual(reads, { person: null });
  });
});

/** The other services hear of it by feed. */
async function untilEqual(read: () => Promise<unknown>, expected: unknown): Promise<void> {
  const deadline = Date.now() + 20_000;
  let answer = await read();
  while (JSON.stringify(answer) !== JSON.stringify(expected) && Date.now() < deadline) {
    await pause(50);
    answer = await read();
  }
  expect(answer).toEqual(expected);
}
