import { randomUUID } from 'node:crypto';
import { anActor } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testRecord } from '../people/person.given.ts';

const { people, aPersonWith, change, refusalOf, read, themself } = testRecord();

const WAYS = 'contactWays { kind value safeToLeaveMessage preferred words }';

async function idOf(personId: string): Promise<string> {
  const rows = await people.rows<{ id: string }>(
    'select id from contact_way where person_id = $1 and until_at is null',
    [personId],
  );
  return rows[0]?.id ?? '';
}

describe('how to get in touch with a person', () => {
  it('says which way is preferred, and whether a message is safe there', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    await change(worker, 'addContactWay', { personId, kind: 'PHONE', value: '01438 000 000' });

    await change(worker, 'addContactWay', {
      personId,
      kind: 'MOBILE',
      value: '+44 7700 900 000',
      safeToLeaveMessage: false,
      preferred: true,
      words: 'After ten in the morning',
    });

    expect(await read(worker, personId, WAYS)).toEqual({
      contactWays: [
        {
          kind: 'MOBILE',
          value: '+44 7700 900 000',
          safeToLeaveMessage: false,
          preferred: true,
          words: 'After ten in the morning',
        },
        {
          kind: 'PHONE',
          value: '01438 000 000',
          safeToLeaveMessage: null,
          preferred: false,
          words: null,
        },
      ],
    });
  });

  it('prefers one way at a time', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    for (const value of ['ada@example.org', 'khan@example.org']) {
      await change(worker, 'addContactWay', { personId, kind: 'EMAIL', value, preferred: true });
    }

    expect(await read(worker, personId, 'contactWays { value preferred }')).toEqual({
      contactWays: [
        { value: 'khan@example.org', preferred: true },
        { value: 'ada@example.org', preferred: false },
      ],
    });
  });

  it('is shown to the person and not to finance', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker, { paid_for: true });
    await change(worker, 'addContactWay', { personId, kind: 'LETTER' });

    const letter = { contactWays: [{ kind: 'LETTER', value: null }] };
    expect(await read(themself(personId), personId, 'contactWays { kind value }')).toEqual(letter);
    expect(await read(anActor('finance'), personId, 'contactWays { kind }')).toEqual({
      contactWays: [],
    });
  });

  it('keeps an address out of a letter, where the rule of addresses would not hold', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    for (const [kind, value] of [
      ['LETTER', '4 Orchard Way'],
      ['EMAIL', 'not an address'],
      ['MOBILE', 'ask her sister'],
      ['PHONE', null],
    ] as const) {
      expect(await refusalOf(change(worker, 'addContactWay', { personId, kind, value }))).toBe(
        'BAD_USER_INPUT',
      );
    }
  });

  it('ends once and is shown no more', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    await change(worker, 'addContactWay', { personId, kind: 'PHONE', value: '01438 000 000' });
    const contactWayId = await idOf(personId);

    await change(worker, 'endContactWay', { contactWayId });

    expect(await read(worker, personId, WAYS)).toEqual({ contactWays: [] });
    expect(await refusalOf(change(worker, 'endContactWay', { contactWayId }))).toBe(
      'CONTACT_WAY_ENDED',
    );
    expect(await people.events('contact-ways-changed', personId)).toHaveLength(2);
  });

  it('is not there to add or end for somebody out of reach', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    await change(worker, 'addContactWay', { personId, kind: 'PHONE', value: '01438 000 000' });
    const stranger = anActor();

    const adding = change(stranger, 'addContactWay', { personId, kind: 'LETTER' });
    expect(await refusalOf(adding)).toBe('NOT_FOUND');
    for (const contactWayId of [await idOf(personId), randomUUID()]) {
      expect(await refusalOf(change(stranger, 'endContactWay', { contactWayId }))).toBe(
        'NOT_FOUND',
      );
    }
  });
});
