import { randomUUID } from 'node:crypto';
import { anActor } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testFinance } from '../finance.given.ts';
import { recordPayment } from './record-payment.ts';

const { finance, officer, given, release, pay, balanceOf } = testFinance();

const payOn = (paidOn: string, commitmentId: string) =>
  recordPayment(finance.contextOf(officer), {
    commitmentId,
    amountPence: 100,
    paidOn,
    reference: 'Run 48',
    idempotencyKey: randomUUID(),
  });

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

  it('takes a day from the beginning of the budget’s financial year to today', async () => {
    const { actor, commitment } = await given.aCommitment(800);

    for (const paidOn of ['2026-04-01', '2026-11-22']) {
      await expect(payOn(paidOn, commitment.id)).resolves.toMatchObject({ id: commitment.id });
    }
    expect(await balanceOf(actor)).toMatchObject({ spent_pence: 200 });
  });

  it.each(['1850-01-01', '2026-03-31', '2026-11-23', '2099-01-01'])(
    'refuses a payment on %s, which the books cannot hold, and moves nothing',
    async (paidOn) => {
      const { actor, commitment } = await given.aCommitment(800);

      await expect(payOn(paidOn, commitment.id)).rejects.toMatchObject({
        message: 'paidOn says what has happened: a day from 2026-04-01 to 2026-11-22.',
        extensions: { code: 'BAD_USER_INPUT', fields: ['paidOn'] },
      });
      expect(await balanceOf(actor)).toMatchObject({ spent_pence: 0 });
    },
  );

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
