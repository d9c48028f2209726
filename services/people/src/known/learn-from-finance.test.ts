import { randomUUID } from 'node:crypto';
import { anActor } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testRecord } from '../people/person.given.ts';

const { people, aPersonWith, read } = testRecord();

async function tell(kind: string, personId: string): Promise<void> {
  people.feeds.finance.say({
    kind,
    subjectId: randomUUID(),
    personId,
    teamId: null,
    version: 1,
    payload: { amountPence: 100 },
  });
  await people.contextOf(anActor()).parts.catchUp('finance');
}

describe('what people learns from finance', () => {
  it('is for whom it pays: those people it reaches by name', async () => {
    const paidFor = await aPersonWith();
    const other = await aPersonWith();
    const finance = anActor('finance');
    expect(await read(finance, paidFor, 'name')).toBeNull();

    await tell('spend-committed', paidFor);

    expect(await read(finance, paidFor, 'name')).toEqual({ name: 'Ada Khan' });
    expect(await read(finance, other, 'name')).toBeNull();
  });

  it('is the same when it is told twice, and after the money is given back', async () => {
    const personId = await aPersonWith();
    await tell('spend-committed', personId);
    await tell('spend-committed', personId);
    await tell('commitment-released', personId);

    expect(await people.rows('select paid_for from person where id = $1', [personId])).toEqual([
      { paid_for: true },
    ]);
    expect(
      await people.rows(
        `select 1 from audit_entry where row_id = $1 and after ->> 'paid_for' = 'true'`,
        [personId],
      ),
    ).toHaveLength(1);
  });

  it('is nothing for somebody who is not here', async () => {
    await tell('spend-committed', randomUUID());

    expect(await read(anActor('finance'), randomUUID(), 'name')).toBeNull();
  });
});
