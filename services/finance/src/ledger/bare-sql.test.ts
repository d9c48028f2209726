import { bareStatement, INSERT_EVENT, REFUSED } from '@connected-lives/tests/bare-statement';
import { anActor } from '@connected-lives/tests/test-service';
import { expect, it } from '@jest/globals';
import { testFinance } from '../finance.given.ts';

const { finance, officer, given } = testFinance();

it('an event of finance is left by the steps of the ledger and by the service, never by a viewer', async () => {
  const { actor, commitment } = await given.aCommitment(100);
  const [told] = await finance.events('spend-committed', commitment.id);
  const again = [
    'spend-committed',
    commitment.id,
    commitment.personId,
    actor.teamIds[0],
    2,
    told?.payload,
  ];
  const leave = (viewer: typeof actor | null) =>
    bareStatement(finance.database.appUrl, viewer, INSERT_EVENT, again);

  expect(told).toBeDefined();
  for (const viewer of [actor, officer, null]) {
    expect(await leave(viewer)).toBe(REFUSED);
  }
  expect(await leave(anActor('service'))).toBeUndefined();
});
