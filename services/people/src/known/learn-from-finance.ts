import type { EventConsumer } from '@connected-lives/kit/consumer';
import type { PeopleTables } from '../tables.ts';

/**
 * Learns from finance for whom it pays: those people finance may reach by name. That does not end
 * with the money, because what was paid has to be accounted for afterwards.
 */
export const learnFromFinance: EventConsumer<PeopleTables> = {
  from: 'finance',
  kinds: ['spend-committed', 'payment-recorded'],
  async learn({ db }, { personId }) {
    await db
      .updateTable('person')
      .set({ paidFor: true })
      .where('id', '=', personId)
      .where('paidFor', '=', false)
      .execute();
  },
};
