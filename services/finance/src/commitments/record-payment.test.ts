import { randomUUID } from 'node:crypto';
import { anActor } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testFinance } from '../finance.given.ts';

const { finance, officer, given, release, pay, balanceOf } = testFinance();

describe('recordPayment', () => {
  it('moves what was committed to what was spent', async () => {
    const { actor, commitment } = await given.aCommitment(800, { budgetPence: 1_000 });

    expect(await pay(officer, commitment.id, 500)).toMatchObject({
      paidPence: 500,
      remainingPence: 300,
      state: 'COMMITTED',
    });
    expect(await pay(officer, commitment.id, 300)).toMatchObject({
      paidPence: 800,
      state: 'PAID',
    });
    expect(await balanceOf(actor)).toEqual({
      allocated_pence: 1_000,
      available_pence: 200,
      committed_pence: 0,
      spent_pence: 800,
    });
    expect(await finance.events('payment-recorded', commitment.id)).toMatchObject([
      { version: 2, payload: { amountPence: 500 } },
      { version: 3, payload: { amountPence: 300 } },
    ]);
  });

  it('refuses more than remains of the commitment', async () => {
    const { actor, commitment } = await given.aCommitment(800);
    await release(actor, commitment.id, 100);

    await expect(pay(officer, commitment.id, 701)).rejects.toMatchObject({
      extensions: { code: 'MORE_THAN_COMMITTED', remainingPence: 700 },
    });
    expect(await balanceOf(actor)).toMatchObject({ spent_pence: 0 });
  });

  it('never pays more than was committed, however many pay at once', async () => {
    const { actor, commitment } = await given.aCommitment(1_000);

    const paid = await Promise.allSettled(
      Array.from({ length: 10 }, () => pay(officer, commitment.id, 300)),
    );

    expect(paid.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(await balanceOf(actor)).toMatchObject({ committed_pence: 100, spent_pence: 900 });
  });

  it('refuses whoever is not finance, and answers alike where they see nothing at all', async () => {
    const { actor, commitment } = await given.aCommitment(800);

    await expect(pay(actor, commitment.id, 1)).rejects.toMatchObject({
      extensions: { code: 'NOT_YOURS' },
    });
    for (const id of [commitment.id, randomUUID()]) {
      await expect(pay(anActor(), id, 1)).rejects.toMatchObject({
        extensions: { code: 'NOT_FOUND' },
      });
    }
  });

  it('is recorded once under one key', async () => {
    const { actor, commitment } = await given.aCommitment(800);
    const key = randomUUID();
    const first = await pay(officer, commitment.id, 800, key);

    expect(await pay(officer, commitment.id, 800, key)).toEqual(first);
    await expect(pay(officer, commitment.id, 1, key)).rejects.toMatchObject({
      extensions: { code: 'IDEMPOTENCY_CONFLICT' },
    });
    expect(await balanceOf(actor)).toMatchObject({ spent_pence: 800 });
  });
});
