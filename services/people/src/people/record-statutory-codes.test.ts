import { anActor } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testRecord } from './person.given.ts';

const { people, aPersonWith, change, refusalOf, read } = testRecord();

describe('recordStatutoryCodes', () => {
  it('writes codes as the return has them, whatever the capitals', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    await change(worker, 'recordStatutoryCodes', {
      personId,
      ethnicity: 'white and asian',
      primarySupportReason: 'PHYSICAL SUPPORT: Personal Care Support',
    });

    expect(
      await read(worker, personId, 'statutoryCodes { ethnicity primarySupportReason dementia }'),
    ).toEqual({
      statutoryCodes: {
        ethnicity: 'White and Asian',
        primarySupportReason: 'Physical support: Personal care support',
        dementia: null,
      },
    });
  });

  it('refuses what a checked list does not have, and warns where the list was not checked', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    const refused = change(worker, 'recordStatutoryCodes', { personId, employmentStatus: 'Baker' });
    expect(await refusalOf(refused)).toBe('UNKNOWN_CODE');
    const answer = await change(worker, 'recordStatutoryCodes', { personId, gender: 'Non-binary' });

    expect(answer.data).toMatchObject({
      recordStatutoryCodes: { warnings: [{ field: 'gender' }] },
    });
    expect(await read(worker, personId, 'statutoryCodes { gender employmentStatus }')).toEqual({
      statutoryCodes: { gender: 'Non-binary', employmentStatus: null },
    });
  });

  it('takes a code back with null', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    await change(worker, 'recordStatutoryCodes', { personId, autism: 'yes', dementia: 'No' });

    await change(worker, 'recordStatutoryCodes', { personId, autism: null });

    expect(await read(worker, personId, 'statutoryCodes { autism dementia }')).toEqual({
      statutoryCodes: { autism: null, dementia: 'No' },
    });
  });

  it('is not there for somebody out of reach', async () => {
    const personId = await aPersonWith();

    expect(
      await refusalOf(change(anActor(), 'recordStatutoryCodes', { personId, dementia: 'No' })),
    ).toBe('NOT_FOUND');
  });

  it('offers every list with its release, and says which ones were not checked', async () => {
    const { data } = await people.ask(
      anActor('analyst'),
      '{ statutoryCodeLists { name release verified codes { code group } } }',
    );

    const lists = (data as unknown as { statutoryCodeLists: readonly Listed[] }).statutoryCodeLists;
    expect(lists.filter(({ verified }) => !verified).map(({ name }) => name)).toEqual([
      'gender',
      'dementia',
      'autism',
      'hasUnpaidCarer',
    ]);
    expect(lists.every(({ release, codes }) => release === 'R2' && codes.length > 2)).toBe(true);
    expect(lists[0]?.codes).toContainEqual({ code: 'Roma', group: 'White' });
  });
});

interface Listed {
  readonly name: string;
  readonly release: string;
  readonly verified: boolean;
  readonly codes: readonly unknown[];
}
