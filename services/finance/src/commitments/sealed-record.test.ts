import { randomUUID } from 'node:crypto';
import { type Actor, PRACTISING_ROLES, type Role } from '@connected-lives/kit/actor';
import { anActor } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { committed, testFinance } from '../finance.given.ts';

const { finance, officer, given, commit, release, pay, balanceOf } = testFinance();

const RATIONALE = 'So that she can get to her new flat.';
const EVERYTHING = `query ($r: [_Any!]!) { _entities(representations: $r) {
  ... on Commitment { id rationale person { id } }
  ... on Person { commitments { edges { node { id } } } }
  ... on Outcome { committedPence spentPence commitments { edges { node { id } } } }
  ... on BoardCard { committedPence }
} }`;
const NOTHING = [
  null,
  { commitments: { edges: [] } },
  { committedPence: 0, spentPence: 0, commitments: { edges: [] } },
  { committedPence: 0 },
];

/** What people tells of a sealing: to whom the record stays open, and that it is closed to others. */
async function seal(personId: string, named: readonly Actor[]): Promise<void> {
  for (const { id } of named) {
    await finance.arrange(
      `insert into reach (person_id, holder_id, why, from_at)
       values ($1, $2, 'NAMED', now() - interval '1 minute')`,
      [personId, id],
    );
  }
  await finance.arrange(
    `insert into closure (person_id, why, from_at)
     values ($1, 'SEALED', now() - interval '1 minute')`,
    [personId],
  );
}

/** Somebody for whom money was set aside before their record was sealed. */
async function aSealedPerson(named: readonly Actor[] = []) {
  const holder = await given.aBudgetHolder(1_000);
  const { id: outcomeId, personId, conversationId } = await given.anOutcome(holder);
  const { commitment } = committed(
    await commit(holder, { outcomeId, amountPence: 300, rationale: RATIONALE }),
  );
  await release(holder, commitment.id, 50);
  await seal(personId, named);
  const r = [
    { __typename: 'Commitment', id: commitment.id },
    { __typename: 'Person', id: personId },
    { __typename: 'Outcome', id: outcomeId },
    { __typename: 'BoardCard', id: conversationId },
  ];
  const shownTo = async (viewer: Actor) => {
    const answer = await finance.ask(viewer, EVERYTHING, { r });
    return answer.data?.['_entities'] as unknown;
  };
  return { holder, personId, outcomeId, commitmentId: commitment.id, shownTo };
}

describe('money for somebody whose record is sealed', () => {
  it('is not there for anybody who is not named, and no look is recorded', async () => {
    const { holder, personId, shownTo } = await aSealedPerson();
    const { teamIds } = holder;
    const colleagues = PRACTISING_ROLES.map((role: Role) => anActor(role, { teamIds }));
    const others = (['finance', 'commissioner', 'analyst', 'privacy'] as const).map((role) =>
      anActor(role),
    );

    for (const viewer of [holder, officer, ...colleagues, ...others]) {
      expect(await shownTo(viewer)).toEqual(NOTHING);
    }
    expect(await finance.rows('select from access_log where person_id = $1', [personId])).toEqual(
      [],
    );
  });

  it('is there for those who are named, for the person and for whoever pays and is named', async () => {
    const [worker, payer] = [anActor(), anActor('finance')];
    const { personId, commitmentId, shownTo } = await aSealedPerson([worker, payer]);

    for (const viewer of [worker, payer, anActor('citizen', { personId })]) {
      expect(await shownTo(viewer)).toMatchObject([
        { id: commitmentId, rationale: RATIONALE, person: { id: personId } },
        { commitments: { edges: [{ node: { id: commitmentId } }] } },
        { committedPence: 250 },
        { committedPence: 250 },
      ]);
    }
  });

  it('is paid by the officer who is named, and for another there is nothing to pay', async () => {
    const payer = anActor('finance');
    const { holder, commitmentId } = await aSealedPerson([payer]);

    for (const id of [commitmentId, randomUUID()]) {
      await expect(pay(officer, id, 1)).rejects.toMatchObject({
        extensions: { code: 'NOT_FOUND' },
      });
    }
    expect(await pay(payer, commitmentId, 250)).toMatchObject({ state: 'PAID' });
    expect(await balanceOf(holder)).toMatchObject({ committed_pence: 0, spent_pence: 250 });
  });

  it('stays in the budget’s sums and in every line of its ledger, without a word', async () => {
    const { holder } = await aSealedPerson();
    const LEDGER = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Practitioner {
      budget { availablePence committedPence commitments { edges { node { id } } }
        entries { edges { node { pence kind reason commitment { id } } } } } } } }`;

    for (const viewer of [holder, officer]) {
      const { data } = await finance.ask(viewer, LEDGER, {
        r: [{ __typename: 'Practitioner', id: holder.id }],
      });
      const line = { reason: null, commitment: null };
      expect(data).toEqual({
        _entities: [
          {
            budget: {
              availablePence: 750,
              committedPence: 250,
              commitments: { edges: [] },
              entries: {
                edges: [
                  { node: { pence: 50, kind: 'COMMITMENT_RELEASED', ...line } },
                  { node: { pence: -50, kind: 'COMMITMENT_RELEASED', ...line } },
                  { node: { pence: 300, kind: 'SPEND_COMMITTED', ...line } },
                  { node: { pence: -300, kind: 'SPEND_COMMITTED', ...line } },
                  { node: { pence: 1_000, kind: 'BUDGET_ALLOCATED', ...line } },
                  { node: { pence: -1_000, kind: 'BUDGET_ALLOCATED', ...line } },
                ],
              },
            },
          },
        ],
      });
    }
  });

  it('counts in the report, whoever reads it', async () => {
    const REPORT = `query ($r: [_Any!]!) { _entities(representations: $r) {
      ... on OutcomeReportCell { committedPence } } }`;
    const cell = {
      from: '2026-11-22',
      to: '2026-11-22',
      district: 'HERTSMERE',
      wellbeingArea: null,
    };
    const outcomes = [];
    for (let i = 0; i < 5; i += 1) {
      const holder = await given.aBudgetHolder(1_000);
      const outcome = await given.anOutcome(holder, { district: 'HERTSMERE' });
      await commit(holder, { outcomeId: outcome.id, amountPence: 100 });
      outcomes.push(outcome);
    }
    await seal(outcomes[0]?.personId ?? '', []);

    const { data, errors } = await finance.ask(anActor('analyst'), REPORT, {
      r: [{ __typename: 'OutcomeReportCell', ...cell }],
    });

    expect(errors).toBeUndefined();
    expect(data).toEqual({ _entities: [{ committedPence: 500 }] });
  });
});

describe('a step that is sent again after the record was sealed', () => {
  it('answers as if there had never been anything', async () => {
    const holder = await given.aBudgetHolder(1_000);
    const { id: outcomeId, personId } = await given.anOutcome(holder);
    const committing = { outcomeId, amountPence: 300, idempotencyKey: randomUUID() };
    const { commitment } = committed(await commit(holder, committing));
    const key = randomUUID();
    await pay(officer, commitment.id, 100, key);

    await seal(personId, []);

    for (const again of [commit(holder, committing), pay(officer, commitment.id, 100, key)]) {
      await expect(again).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    }
    expect(await balanceOf(holder)).toMatchObject({ available_pence: 700, spent_pence: 100 });
  });

  it('finds no person and no words behind its key', async () => {
    const holder = await given.aBudgetHolder(1_000);
    const { id: outcomeId, personId } = await given.anOutcome(holder);
    await commit(holder, { outcomeId, amountPence: 300, rationale: RATIONALE });

    const kept = await finance.rows<{ answer: object }>(
      'select answer from idempotency where actor_id = $1',
      [holder.id],
    );

    expect(kept).toMatchObject([{ answer: { commitment: { amountPence: 300 } } }]);
    expect(JSON.stringify(kept)).not.toContain(personId);
    expect(JSON.stringify(kept)).not.toContain(RATIONALE);
  });
});
