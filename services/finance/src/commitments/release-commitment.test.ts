import { randomUUID } from 'node:crypto';
import { anActor } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testFinance } from '../finance.given.ts';

const { finance, officer, given, release, pay, balanceOf } = testFinance();

describe('releaseCommitment', () => {
  it('gives all that remains back to the budget, and says why in the ledger', async () => {
    const { actor, commitment } = await given.aCommitment(800, { budgetPence: 1_000 });

    expect(await release(actor, commitment.id)).toMatchObject({
      releasedPence: 800,
      remainingPence: 0,
      state: 'RELEASED',
    });
    expect(await balanceOf(actor)).toEqual({
      allocated_pence: 1_000,
      available_pence: 1_000,
      committed_pence: 0,
      spent_pence: 0,
    });
    expect(
      await finance.rows('select * from journal where commitment_id = $1 and reason is not null', [
        commitment.id,
      ]),
    ).toMatchObject([{ kind: 'COMMITMENT_RELEASED', pence: 800, actor_id: actor.id }]);
    expect(await finance.events('commitment-released', commitment.id)).toMatchObject([
      { version: 2, payload: { amountPence: 800 } },
    ]);
  });

  it('gives back a part, and the rest stays committed', async () => {
    const { actor, commitment } = await given.aCommitment(800);

    expect(await release(actor, commitment.id, 300)).toMatchObject({
      releasedPence: 300,
      remainingPence: 500,
      state: 'COMMITTED',
    });
  });

  it('refuses more than remains, and a second release of it all', async () => {
    const { actor, commitment } = await given.aCommitment(800);
    await pay(officer, commitment.id, 200);

    await expect(release(actor, commitment.id, 601)).rejects.toMatchObject({
      extensions: { code: 'MORE_THAN_COMMITTED', remainingPence: 600 },
    });
    await release(actor, commitment.id);
    await expect(release(actor, commitment.id)).rejects.toMatchObject({
      extensions: { code: 'MORE_THAN_COMMITTED', remainingPence: 0 },
    });
  });

  it('refuses a colleague of the team: it is somebody else’s budget', async () => {
    const { actor, commitment } = await given.aCommitment(800);
    const colleague = anActor('practitioner', { teamIds: actor.teamIds });

    await expect(release(colleague, commitment.id)).rejects.toMatchObject({
      extensions: { code: 'NOT_YOURS' },
    });
  });

  it('answers alike for a commitment out of reach and for none at all', async () => {
    const { commitment } = await given.aCommitment(800);

    for (const id of [commitment.id, randomUUID()]) {
      await expect(release(anActor(), id)).rejects.toMatchObject({
        extensions: { code: 'NOT_FOUND' },
      });
    }
  });

  it('is done once when the same call arrives many times at the same moment', async () => {
    const { actor, commitment } = await given.aCommitment(800);
    const key = randomUUID();

    const answers = await Promise.all(
      Array.from({ length: 6 }, () => release(actor, commitment.id, undefined, key)),
    );

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await balanceOf(actor)).toMatchObject({ available_pence: 800, committed_pence: 0 });
  });

  it('stays with the one who holds the budget when the person goes to another team', async () => {
    const { actor, commitment } = await given.aCommitment(800);
    await finance.arrange('update commitment set team_id = $1 where id = $2', [
      randomUUID(),
      commitment.id,
    ]);

    expect(await release(actor, commitment.id)).toMatchObject({ state: 'RELEASED' });
  });
});
