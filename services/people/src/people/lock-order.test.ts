import { describe, expect, it } from '@jest/globals';
import { testWorkforce } from '../practitioners/workforce.given.ts';

const { people, aManager, aPersonWith, change, themself } = testWorkforce();

const ID = '{ id }';

/** What a mutation answered with, of what it made. */
async function idOf(making: ReturnType<typeof change>): Promise<string> {
  const { data } = await making;
  return (Object.values(data ?? {})[0] as unknown as { id: string }).id;
}

/** Each with what it changes about a person, and the table that this stands in. */
const CHANGES = {
  async endContactWay() {
    const manager = await aManager();
    const personId = await aPersonWith(manager);
    await change(manager, 'addContactWay', { personId, kind: 'PHONE', value: '01438 000 000' });
    const [way] = await people.rows<{ id: string }>(
      'select id from contact_way where person_id = $1',
      [personId],
    );
    const contactWayId = way?.id ?? '';
    const table = 'contact_way';
    return { manager, personId, table, rowId: contactWayId, input: { contactWayId } };
  },
  async answerCorrection() {
    const manager = await aManager();
    const personId = await aPersonWith(manager);
    const asked = { field: 'PREFERRED_NAME', shouldSay: 'Addy' };
    const correctionId = await idOf(change(themself(personId), 'correctMyDetails', asked, ID));
    const table = 'correction_request';
    return { manager, personId, table, rowId: correctionId, input: { correctionId, made: true } };
  },
  async endRelationship() {
    const manager = await aManager();
    const personId = await aPersonWith(manager);
    const adding = { personId, kind: 'FRIEND', name: 'Bob' };
    const relationshipId = await idOf(change(manager, 'addToCircle', adding, ID));
    const input = { relationshipId, untilOn: '2026-01-31' };
    return { manager, personId, table: 'relationship', rowId: relationshipId, input };
  },
  async undoMerge() {
    const manager = await aManager();
    const [keptId, mergedId] = [await aPersonWith(manager), await aPersonWith(manager)];
    const merging = { keptId, mergedId, reason: 'They are one.' };
    const mergeId = await idOf(change(manager, 'mergePeople', merging, ID));
    const input = { mergeId, reason: 'They are two.' };
    return { manager, personId: keptId, table: 'person_merge', rowId: mergeId, input };
  },
  async endAllocation() {
    const manager = await aManager();
    const personId = await aPersonWith(manager);
    const allocating = { personId, practitionerId: manager.id, weight: 1 };
    const allocationId = await idOf(change(manager, 'allocateWorker', allocating, ID));
    const table = 'allocation';
    return { manager, personId, table, rowId: allocationId, input: { allocationId } };
  },
};

/** What answers with the row, and not with the person. */
const BY_ID = ['answerCorrection', 'endRelationship', 'undoMerge'];

describe.each(Object.entries(CHANGES))('%s', (mutation, given) => {
  it('waits for somebody who moves the person, before it holds what is moved with them', async () => {
    const { manager, personId, table, rowId, input } = await given();
    const selection = BY_ID.includes(mutation) ? ID : undefined;
    let changed: ReturnType<typeof change> | undefined;

    await people.amidTransaction(async (mover) => {
      await mover.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [personId]);
      changed = change(manager, mutation, input, selection);
      await people.untilWaiting(1);
      await mover.query(`select from ${table} where id = $1 for update nowait`, [rowId]);
    });

    expect(await changed).toEqual({ data: { [mutation]: expect.anything() } });
  });
});

describe('addToCircle', () => {
  it('holds two people in one order, whichever of them is in the circle of the other', async () => {
    const manager = await aManager();
    const ids = [await aPersonWith(manager), await aPersonWith(manager)];
    const [first = '', second = ''] = ids.toSorted();
    let changed: ReturnType<typeof change> | undefined;

    await people.amidTransaction(async (mover) => {
      await mover.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [first]);
      const adding = { personId: second, kind: 'FRIEND', otherPersonId: first };
      changed = change(manager, 'addToCircle', adding, ID);
      await people.untilWaiting(1);
      const { rows } = await mover.query<{ free: boolean }>(
        'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as free',
        [second],
      );
      expect(rows).toEqual([{ free: true }]);
    });

    expect(await changed).toEqual({ data: { addToCircle: expect.anything() } });
  });
});
