import { randomUUID } from 'node:crypto';
import { anActor } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { committed, testFinance } from '../finance.given.ts';

const { finance, officer, given, commit, release, pay } = testFinance();

const COMMITTED_FOR = `query CaseView($r: [_Any!]!) { _entities(representations: $r) {
  ... on Person { commitments(first: 10) { edges { node { amountPence } } } }
  ... on Outcome { committedPence spentPence commitments { edges { node { amountPence } } } }
  ... on BoardCard { committedPence }
} }`;

describe('commitments in the graph', () => {
  it('are shown to the person’s team, to the person themself and to finance', async () => {
    const actor = await given.aBudgetHolder(1_000);
    const { id: outcomeId, personId, conversationId } = await given.anOutcome(actor);
    const first = committed(await commit(actor, { outcomeId, amountPence: 100 })).commitment;
    const second = committed(await commit(actor, { outcomeId, amountPence: 200 })).commitment;
    await release(actor, first.id, 40);
    await pay(officer, second.id, 150);
    const r = [
      { __typename: 'Person', id: personId },
      { __typename: 'Outcome', id: outcomeId },
      { __typename: 'BoardCard', id: conversationId },
    ];

    const edges = [{ node: { amountPence: 200 } }, { node: { amountPence: 100 } }];
    for (const viewer of [
      actor,
      anActor('duty', { teamIds: actor.teamIds }),
      anActor('citizen', { personId }),
      officer,
    ]) {
      expect((await finance.ask(viewer, COMMITTED_FOR, { r })).data).toEqual({
        _entities: [
          { commitments: { edges } },
          { committedPence: 260, spentPence: 150, commitments: { edges } },
          { committedPence: 260 },
        ],
      });
    }
    for (const viewer of [
      anActor(),
      anActor('citizen', { personId: randomUUID() }),
      anActor('commissioner'),
      anActor('privacy'),
    ]) {
      expect((await finance.ask(viewer, COMMITTED_FOR, { r })).data).toEqual({
        _entities: [
          { commitments: { edges: [] } },
          { committedPence: 0, spentPence: 0, commitments: { edges: [] } },
          { committedPence: 0 },
        ],
      });
    }
  });

  it('are looks at a person, recorded once an operation', async () => {
    const { actor, commitment, outcomeId } = await given.aCommitment(100);
    const colleague = anActor('practitioner', { teamIds: actor.teamIds });

    await finance.ask(
      colleague,
      COMMITTED_FOR,
      {
        r: [
          { __typename: 'Person', id: commitment.personId },
          { __typename: 'Outcome', id: outcomeId },
        ],
      },
      'CaseView',
    );

    expect(
      await finance.rows('select * from access_log where person_id = $1', [commitment.personId]),
    ).toMatchObject([{ actor_id: colleague.id, operation: 'CaseView' }]);
  });

  it('come page by page, the latest first and every one once', async () => {
    const actor = await given.aBudgetHolder(1_000);
    const { id: outcomeId, personId } = await given.anOutcome(actor);
    for (const amountPence of [1, 2, 3, 4, 5]) {
      await commit(actor, { outcomeId, amountPence });
    }
    const found: number[] = [];
    let after: string | null = null;
    do {
      const answer: { data?: unknown } = await finance.ask(
        actor,
        `query ($r: [_Any!]!, $after: String) { _entities(representations: $r) { ... on Person {
           commitments(first: 2, after: $after) {
             edges { node { amountPence } } pageInfo { hasNextPage endCursor } } } } }`,
        { r: [{ __typename: 'Person', id: personId }], after },
      );
      const { _entities: people } = answer.data as { _entities: { commitments: Commitments }[] };
      const [page] = people;
      found.push(...(page?.commitments.edges.map(({ node }) => node.amountPence) ?? []));
      const { hasNextPage, endCursor } = page?.commitments.pageInfo ?? { hasNextPage: false };
      after = hasNextPage ? (endCursor ?? null) : null;
    } while (after !== null);

    expect(found).toEqual([5, 4, 3, 2, 1]);
  });

  it('of many people are read with one statement', async () => {
    const actor = await given.aBudgetHolder(1_000);
    const outcomes = await Promise.all([1, 2, 3].map(() => given.anOutcome(actor)));
    for (const { id } of outcomes) {
      await commit(actor, { outcomeId: id, amountPence: 5 });
    }

    const { statements, answer } = await counted(() =>
      finance.ask(actor, COMMITTED_FOR, {
        r: outcomes.map(({ personId }) => ({ __typename: 'Person', id: personId })),
      }),
    );

    expect(answer.data).toEqual({
      _entities: outcomes.map(() => ({ commitments: { edges: [{ node: { amountPence: 5 } }] } })),
    });
    expect(statements.filter((text) => text.includes('from "commitment"'))).toHaveLength(1);
  });

  it('are released by whoever made them and paid by finance, through the graph', async () => {
    const { actor, commitment } = await given.aCommitment(100);
    const input = (details: object) => ({
      input: { commitmentId: commitment.id, idempotencyKey: randomUUID(), ...details },
    });
    const RELEASE = `mutation ($input: ReleaseCommitmentInput!) { releaseCommitment(input: $input) {
      releasedPence remainingPence state budget { availablePence } } }`;
    const PAY = `mutation ($input: RecordPaymentInput!) { recordPayment(input: $input) {
      paidPence remainingPence state budget { spentPence } } }`;
    const payment = { amountPence: 70, paidOn: '2026-11-20', reference: 'Run 47' };

    const released = { reason: 'Her sister gave her a lift card.', amountPence: 30 };
    expect((await finance.ask(actor, RELEASE, input(released))).data).toEqual({
      releaseCommitment: {
        releasedPence: 30,
        remainingPence: 70,
        state: 'COMMITTED',
        budget: { availablePence: 30 },
      },
    });
    expect((await finance.ask(officer, PAY, input(payment))).data).toEqual({
      recordPayment: {
        paidPence: 70,
        remainingPence: 0,
        state: 'PAID',
        budget: { spentPence: 70 },
      },
    });
    for (const wrong of [{ commitmentId: 'hers' }, { amountPence: 0 }, { reference: '' }]) {
      const answer = await finance.ask(officer, PAY, input({ ...payment, ...wrong }));
      expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    }
  });

  it('are made in one round trip, which the answer comes from', async () => {
    const actor = await given.aBudgetHolder(1_000);
    const { id: outcomeId, personId } = await given.anOutcome(actor);

    const { statements, answer } = await counted(() =>
      finance.ask(
        actor,
        `mutation ($input: CommitSpendInput!) { commitSpend(input: $input) {
           ... on SpendCommitted {
             commitment { amountPence state person { id } budget { availablePence } }
             budget { availablePence practitioner { id } }
           }
         } }`,
        {
          input: {
            outcomeId,
            amountPence: 5,
            what: 'Paint',
            rationale: 'Her room, her colour.',
            idempotencyKey: randomUUID(),
          },
        },
      ),
    );

    expect(answer.data).toEqual({
      commitSpend: {
        commitment: {
          amountPence: 5,
          state: 'COMMITTED',
          person: { id: personId },
          budget: { availablePence: 995 },
        },
        budget: { availablePence: 995, practitioner: { id: actor.id } },
      },
    });
    expect(statements).toEqual([expect.stringContaining('commit_spend')]);
  });
});

interface Commitments {
  edges: { node: { amountPence: number } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** The statements about money that the service sends meanwhile. */
async function counted<T>(work: () => Promise<T>): Promise<{ statements: string[]; answer: T }> {
  const { pool } = finance.contextOf(officer).parts;
  const statements: string[] = [];
  const heard = new Set<{ query: unknown }>();
  const listen = (client: { query: unknown }): void => {
    if (heard.has(client)) {
      return;
    }
    heard.add(client);
    const query = client.query as (...args: unknown[]) => unknown;
    client.query = (...args: unknown[]) => {
      const [first] = args;
      statements.push(
        typeof first === 'string' ? first : String((first as { text?: unknown }).text),
      );
      return query.apply(client, args);
    };
  };
  pool.on('acquire', listen);
  try {
    const answer = await work();
    const money = /commit_spend|from "(commitment|budget|entry|known_outcome)"/;
    return { statements: statements.filter((text) => money.test(text)), answer };
  } finally {
    pool.off('acquire', listen);
    heard.forEach((client) => Reflect.deleteProperty(client, 'query'));
  }
}
