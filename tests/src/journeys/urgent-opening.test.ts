import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type Arrangement, testCouncil } from '../test-council.ts';
import { anActor } from '../test-service.ts';
import { at, eventually } from './answers.ts';

const OPEN = `mutation ($input: OpenConversationInput!) { openConversation(input: $input) { id } }`;
const URGENT = `mutation ($input: OpenRecordUrgentlyInput!) {
  openRecordUrgently(input: $input) { right untilAt person { name } }
}`;
const LIFE = `query Life($id: ID!) {
  person(id: $id) { name conversations { edges { node { purpose } } } }
}`;
const SEAL = `mutation ($input: SealRecordInput!) {
  sealRecord(input: $input) { person { id } } }`;

describe.each<Arrangement>(['together', 'apart'])('a night call, services %s', (arrangement) => {
  const council = testCouncil(arrangement);
  const manager = anActor('manager');
  const night = anActor('duty');

  async function aPersonInConversation(): Promise<string> {
    const personId = await council.aPerson(manager.teamIds[0] as string, { name: 'Ivy Jones' });
    const input = { personId, purpose: 'To come home.', stage: 'CONNECT_AND_ENABLE' };
    at(
      await council.ask(manager, OPEN, {
        input: { ...input, ledBy: 'TOGETHER', idempotencyKey: randomUUID() },
      }),
      'openConversation.id',
    );
    return personId;
  }

  const openUrgently = (personId: string) =>
    council.ask(night, URGENT, {
      input: {
        personId,
        reason: 'A neighbour found her on the floor.',
        idempotencyKey: randomUUID(),
      },
    });

  it('opens the whole record, in every service, to the one who answers it', async () => {
    const personId = await aPersonInConversation();
    expect(await council.ask(night, LIFE, { id: personId })).toMatchObject({
      data: { person: null },
    });

    expect(await openUrgently(personId)).toMatchObject({
      data: { openRecordUrgently: { right: 'URGENT', person: { name: 'Ivy Jones' } } },
    });

    // Practice hears of it by feed.
    const purpose = await eventually(async () =>
      at(
        await council.ask(night, LIFE, { id: personId }),
        'person.conversations.edges.0.node.purpose',
      ),
    );
    expect(purpose).toBe('To come home.');
  });

  it('does not open a sealed record in any service, nor say that there is one', async () => {
    const personId = await aPersonInConversation();
    at(
      await council.ask(manager, SEAL, {
        input: {
          personId,
          reason: 'A witness in a trial.',
          practitionerIds: [],
          idempotencyKey: randomUUID(),
        },
      }),
      'sealRecord.person.id',
    );

    const refused = await openUrgently(personId);

    expect(refused).toEqual(await openUrgently(randomUUID()));
    expect(refused.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect(await council.ask(manager, LIFE, { id: personId })).toMatchObject({
      data: { person: { name: 'Ivy Jones' } },
    });
  });
});
