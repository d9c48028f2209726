import { randomUUID } from 'node:crypto';
import { anActor } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testCircle } from '../circle/circle.given.ts';

const { people, aPersonWith, change, make, refusalOf } = testCircle();

/** Words that are about a person, and that no table keeps but the one they are written in. */
const WORDS = 'Unmistakably theirs';

/** What can be written down about a person, with words of theirs in it. */
const WRITTEN: readonly [mutation: string, input: (personId: string) => object, reads: string][] = [
  ['addToCircle', (personId) => ({ personId, kind: 'FRIEND', name: WORDS }), 'name'],
  [
    'recordCaringRole',
    (carerId) => ({ carerId, caredForName: 'An aunt', wishes: WORDS }),
    'wishes',
  ],
  [
    'agreeToShare',
    (personId) => ({
      personId,
      sharedWith: WORDS,
      what: 'What I can do',
      purpose: 'So that I need not say it twice',
      how: 'SAID',
      agreedOn: '2026-05-01',
    }),
    'sharedWith',
  ],
  [
    'recordObjection',
    (personId) => ({ personId, toWhat: WORDS, objectedOn: '2026-01-31' }),
    'toWhat',
  ],
  [
    'recordCapacityDecision',
    (personId) => ({
      personId,
      matter: WORDS,
      understands: true,
      retains: true,
      weighs: true,
      communicates: true,
      supportGiven: 'Pictures',
      conclusion: 'HAS_CAPACITY',
      reason: 'They weighed it.',
      assessedBy: 'A social worker',
      assessedOn: '2026-05-01',
    }),
    'matter',
  ],
  ['sayHowIWantToBeInvolved', (personId) => ({ personId, words: WORDS }), 'words'],
];

describe.each(WRITTEN)('%s, sent again with the same key', (mutation, inputFor, field) => {
  async function once() {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const input = { idempotencyKey: randomUUID(), ...inputFor(personId) };
    const send = (given: object = {}) =>
      change(worker, mutation, { ...input, ...given }, `{ id ${field} }`);
    return { worker, personId, input, send, first: await send() };
  }

  it('answers the same and does nothing', async () => {
    const { send, first } = await once();

    expect(first.data?.[mutation]).toMatchObject({ [field]: WORDS });
    expect(await send()).toEqual(first);
    expect(await refusalOf(send(inputFor(randomUUID())))).toBe('IDEMPOTENCY_CONFLICT');
  });

  it('answers to whoever was shut out since as if there had never been anything', async () => {
    const { worker, personId, send } = await once();
    const manager = anActor('manager', { teamIds: worker.teamIds });
    await people.ask(
      manager,
      'mutation ($input: SealRecordInput!) { sealRecord(input: $input) { person { id } } }',
      {
        input: {
          idempotencyKey: randomUUID(),
          personId,
          reason: 'She is a witness in a trial.',
          practitionerIds: [],
        },
      },
    );

    const again = await send();

    expect(again.data).toBeNull();
    expect(await refusalOf(Promise.resolve(again))).toBe('NOT_FOUND');
    expect(JSON.stringify(again)).not.toContain(WORDS);
  });

  it('leaves no words behind the key', async () => {
    const { worker, input } = await once();

    expect(
      await people.rows(
        'select answer::text as kept from idempotency where actor_id = $1 and key = $2',
        [worker.id, input.idempotencyKey],
      ),
    ).toEqual([{ kept: expect.not.stringContaining(WORDS) }]);
  });
});

describe('a key whose answer is about work that changed since', () => {
  it('says how it is now', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const input = { idempotencyKey: randomUUID(), personId, kind: 'FRIEND', name: 'Bob' };
    await change(worker, 'addToCircle', input);
    const relationshipId = await make(worker, 'addToCircle', { ...input });

    await change(worker, 'changeRelationship', { relationshipId, name: 'Robert' });

    expect((await change(worker, 'addToCircle', input, '{ id name }')).data).toEqual({
      addToCircle: { id: relationshipId, name: 'Robert' },
    });
  });
});
