import { randomUUID } from 'node:crypto';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { committed, testFinance } from '../finance.given.ts';

const { finance, given, commit, balanceOf } = testFinance();

describe('commitSpend', () => {
  it('sets money aside for an outcome, there and then, with nobody’s permission', async () => {
    const actor = await given.aBudgetHolder(10_000);
    const outcome = await given.anOutcome(actor);

    const { commitment, budget } = committed(
      await commit(actor, { outcomeId: outcome.id, amountPence: 2_500 }),
    );

    expect(commitment).toMatchObject({
      outcomeId: outcome.id,
      personId: outcome.personId,
      practitionerId: actor.id,
      amountPence: 2_500,
      remainingPence: 2_500,
      what: 'A bus pass',
      state: 'COMMITTED',
      committedAt: new Date('2026-11-22T10:00:00Z'),
    });
    expect(budget).toMatchObject({
      financialYear: '2026-27',
      startsOn: '2026-04-01',
      endsOn: '2027-03-31',
      allocatedPence: 10_000,
      availablePence: 7_500,
      committedPence: 2_500,
      spentPence: 0,
    });
  });

  it('leaves an event for the person’s team and an audit entry of who decided', async () => {
    const actor = await given.aBudgetHolder(500);
    const outcome = await given.anOutcome(actor);

    const { commitment } = committed(
      await commit(actor, { outcomeId: outcome.id, amountPence: 500 }),
    );

    expect(await finance.events('spend-committed', commitment.id)).toMatchObject([
      {
        person_id: outcome.personId,
        team_id: teamOf(actor),
        version: 1,
        payload: {
          outcomeId: outcome.id,
          conversationId: outcome.conversationId,
          amountPence: 500,
        },
      },
    ]);
    expect(
      await finance.rows('select * from audit_entry where row_id = $1', [commitment.id]),
    ).toMatchObject([{ actor_id: actor.id, actor_role: 'practitioner', before: null }]);
  });

  it('answers with what is available when that is less, and sets nothing aside', async () => {
    const actor = await given.aBudgetHolder(1_000);
    const { id: outcomeId } = await given.anOutcome(actor);

    expect(await commit(actor, { outcomeId, amountPence: 1_001 })).toEqual({
      availablePence: 1_000,
    });
    expect(await balanceOf(actor)).toMatchObject({ available_pence: 1_000, committed_pence: 0 });
    expect(
      await finance.rows('select id from commitment where outcome_id = $1', [outcomeId]),
    ).toEqual([]);
  });

  it('answers alike for another team’s outcome and for none at all', async () => {
    const actor = await given.aBudgetHolder(1_000);
    const hidden = await given.anOutcome(anActor());

    for (const outcomeId of [hidden.id, randomUUID()]) {
      await expect(commit(actor, { outcomeId, amountPence: 1 })).rejects.toMatchObject({
        extensions: { code: 'NOT_FOUND' },
      });
    }
  });

  it('refuses whoever holds no budget in this financial year', async () => {
    const actor = anActor();
    await given.anAllocation(actor, 1_000, '2025-26');
    const outcome = await given.anOutcome(actor);
    const person = anActor('citizen', { personId: outcome.personId });

    for (const viewer of [actor, person]) {
      await expect(commit(viewer, { outcomeId: outcome.id, amountPence: 1 })).rejects.toMatchObject(
        { extensions: { code: 'NO_BUDGET' } },
      );
    }
  });

  it('asks for a positive amount, for what it is and for a rationale, and for nothing else', async () => {
    const actor = await given.aBudgetHolder(1_000);
    const { id: outcomeId } = await given.anOutcome(actor);
    const input = { outcomeId, amountPence: 1, what: 'Paint', rationale: 'Her room, her colour.' };

    const told = (change: object) =>
      finance.ask(
        actor,
        `mutation ($input: CommitSpendInput!) { commitSpend(input: $input) { __typename } }`,
        { input: { ...input, ...change, idempotencyKey: randomUUID() } },
      );

    for (const change of [
      { amountPence: 0 },
      { amountPence: -5 },
      { what: ' ' },
      { rationale: '' },
    ]) {
      expect((await told(change)).errors?.[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    }
    expect(await told({})).toEqual({ data: { commitSpend: { __typename: 'SpendCommitted' } } });
  });

  it('knows an outcome that was agreed a moment ago', async () => {
    const actor = await given.aBudgetHolder(1_000);
    const outcomeId = randomUUID();
    finance.feeds.practice.say({
      kind: 'outcome-agreed',
      subjectId: outcomeId,
      personId: randomUUID(),
      teamId: teamOf(actor),
      version: 1,
      payload: {
        conversationId: randomUUID(),
        practitionerId: actor.id,
        wellbeingArea: 'RELATIONSHIPS',
        district: 'WATFORD',
      },
    });

    expect(await commit(actor, { outcomeId, amountPence: 10 })).toMatchObject({
      commitment: { outcomeId },
    });
  });
});

describe('a key that is sent again', () => {
  it('gets its first answer, word for word, and commits nothing twice', async () => {
    const actor = await given.aBudgetHolder(1_000);
    const { id: outcomeId } = await given.anOutcome(actor);
    const input = { outcomeId, amountPence: 300, idempotencyKey: randomUUID() };
    const first = await commit(actor, input);
    await commit(actor, { outcomeId, amountPence: 200 });

    expect(await commit(actor, input)).toEqual(first);
    expect(await balanceOf(actor)).toMatchObject({ available_pence: 500, committed_pence: 500 });
  });

  it('does it once when the same call arrives many times at the same moment', async () => {
    const actor = await given.aBudgetHolder(1_000);
    const { id: outcomeId } = await given.anOutcome(actor);
    const input = { outcomeId, amountPence: 700, idempotencyKey: randomUUID() };

    const answers = await Promise.all(Array.from({ length: 8 }, () => commit(actor, input)));

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await balanceOf(actor)).toMatchObject({ available_pence: 300, committed_pence: 700 });
  });

  it('is refused with another input', async () => {
    const actor = await given.aBudgetHolder(1_000);
    const { id: outcomeId } = await given.anOutcome(actor);
    const idempotencyKey = randomUUID();
    await commit(actor, { outcomeId, amountPence: 300, idempotencyKey });

    await expect(
      commit(actor, { outcomeId, amountPence: 301, idempotencyKey }),
    ).rejects.toMatchObject({ extensions: { code: 'IDEMPOTENCY_CONFLICT' } });
  });

  it('keeps “not enough” too, also when there is enough by now', async () => {
    const actor = await given.aBudgetHolder(100);
    const { id: outcomeId } = await given.anOutcome(actor);
    const input = { outcomeId, amountPence: 150, idempotencyKey: randomUUID() };
    await commit(actor, input);
    await given.anAllocation(actor, 900);

    expect(await commit(actor, input)).toEqual({ availablePence: 100 });
    expect(await commit(actor, { ...input, idempotencyKey: randomUUID() })).toHaveProperty(
      'commitment',
    );
  });

  it('keeps no refusal: what was refused may be sent again', async () => {
    const actor = anActor();
    const { id: outcomeId } = await given.anOutcome(actor);
    const input = { outcomeId, amountPence: 10, idempotencyKey: randomUUID() };
    await expect(commit(actor, input)).rejects.toMatchObject({ extensions: { code: 'NO_BUDGET' } });
    await given.anAllocation(actor, 10);

    expect(await commit(actor, input)).toHaveProperty('commitment');
  });

  it('belongs to one practitioner: another may use the same words', async () => {
    const idempotencyKey = 'the same words';
    for (const pence of [10, 20]) {
      const actor = await given.aBudgetHolder(100);
      const { id: outcomeId } = await given.anOutcome(actor);

      expect(
        committed(await commit(actor, { outcomeId, amountPence: pence, idempotencyKey })).commitment
          .amountPence,
      ).toBe(pence);
    }
  });
});

describe('fifty commitments at once', () => {
  it('stop exactly at the limit, and the ledger adds up to nothing', async () => {
    const actor = await given.aBudgetHolder(10_000);
    const { id: outcomeId } = await given.anOutcome(actor);

    const answers = await Promise.all(
      Array.from({ length: 50 }, () => commit(actor, { outcomeId, amountPence: 700 })),
    );

    expect(answers.filter((answer) => 'commitment' in answer)).toHaveLength(14);
    expect(answers.filter((answer) => !('commitment' in answer))).toEqual(
      Array.from({ length: 36 }, () => ({ availablePence: 200 })),
    );
    expect(await balanceOf(actor)).toEqual({
      allocated_pence: 10_000,
      available_pence: 200,
      committed_pence: 9_800,
      spent_pence: 0,
    });
    expect(
      await finance.rows(
        `select journal_id from entry join budget_balance using (budget_id)
         where practitioner_id = $1 group by journal_id having sum(pence) <> 0 or count(*) <> 2`,
        [actor.id],
      ),
    ).toEqual([]);
    expect(
      await finance.rows(
        `select count(*)::int as lines, max(line) as last,
           sum(pence) filter (where account = 'AVAILABLE')::int as available
         from entry join budget_balance using (budget_id) where practitioner_id = $1`,
        [actor.id],
      ),
    ).toEqual([{ lines: 30, last: 30, available: 200 }]);
  });
});
