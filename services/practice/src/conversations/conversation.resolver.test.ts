import { randomUUID } from 'node:crypto';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testPractice } from '../practice.given.ts';
import { addPassage } from '../passages/add-passage.ts';
import { Reached } from '../outcomes/reached.ts';
import { recordProgress } from '../outcomes/record-progress.ts';
import { SaidBy } from '../said-by.ts';

let now = new Date('2026-06-01T09:00:00.000Z');
const { practice, as, statementsOf, aPerson, anOpenConversation, anOutcome, thePersonOf } =
  testPractice(() => now);
const oneMinuteLater = (): void => {
  now = new Date(now.getTime() + 60_000);
};

const CONVERSATION =
  'query ($id: ID!) { conversation(id: $id) { id purpose passages { edges { node { words } } } } }';
const REFERENCES = `query ($r: [_Any!]!) { _entities(representations: $r) {
  ... on Conversation { purpose } ... on Outcome { ownWords } ... on BoardCard { purpose } } }`;

describe('a conversation in the graph', () => {
  it('is shown to the team and to the person themself, words included', async () => {
    const worker = anActor();
    const conversation = await anOpenConversation(worker);
    await as(worker, (ctx) =>
      addPassage(ctx, {
        idempotencyKey: randomUUID(),
        conversationId: conversation.id,
        saidBy: SaidBy.PERSON,
        words: 'I used to grow leeks.',
      }),
    );

    for (const actor of [worker, thePersonOf(conversation)]) {
      expect(await practice.ask(actor, CONVERSATION, { id: conversation.id })).toEqual({
        data: {
          conversation: {
            id: conversation.id,
            purpose: conversation.purpose,
            passages: { edges: [{ node: { words: 'I used to grow leeks.' } }] },
          },
        },
      });
    }
  });

  it('answers alike for a conversation out of reach and for none at all', async () => {
    const hidden = await anOpenConversation(anActor());
    const others = [
      anActor(),
      anActor('commissioner'),
      anActor('citizen', { personId: randomUUID() }),
    ];

    for (const actor of others) {
      for (const id of [hidden.id, randomUUID()]) {
        expect(await practice.ask(actor, CONVERSATION, { id })).toEqual({
          data: { conversation: null },
        });
      }
    }
  });

  it('asks the same question of a reference from another service', async () => {
    const worker = anActor();
    const { id, purpose } = await anOpenConversation(worker);
    const { id: outcomeId } = await anOutcome(worker, id, { ownWords: 'Leeks.' });
    const r = [
      { __typename: 'Conversation', id },
      { __typename: 'Outcome', id: outcomeId },
      { __typename: 'BoardCard', id },
    ];

    expect((await practice.ask(worker, REFERENCES, { r })).data).toEqual({
      _entities: [{ purpose }, { ownWords: 'Leeks.' }, { purpose }],
    });
    expect((await practice.ask(anActor(), REFERENCES, { r })).data).toEqual({
      _entities: [null, null, null],
    });
  });

  it('reads fifty references with one statement', async () => {
    const worker = anActor();
    const { id } = await anOpenConversation(worker);
    const ids = [id, ...Array.from({ length: 49 }, () => randomUUID())];

    const statements = await statementsOf(() =>
      practice.ask(worker, REFERENCES, {
        r: ids.map((each) => ({ __typename: 'Conversation', id: each })),
      }),
    );

    expect(statements.filter((text) => text.includes('"conversation"'))).toHaveLength(1);
  });

  it('reads a whole case with one statement for each kind of thing', async () => {
    const worker = anActor();
    const personIds = await Promise.all([1, 2, 3].map(() => aPerson(teamOf(worker))));
    for (const personId of personIds) {
      for (const purpose of ['First.', 'Second.']) {
        const { id } = await anOpenConversation(worker, { personId, purpose });
        const outcome = await anOutcome(worker, id);
        const progress = { outcomeId: outcome.id, reached: Reached.PARTLY };
        await as(worker, (ctx) =>
          recordProgress(ctx, { idempotencyKey: randomUUID(), ...progress }),
        );
        oneMinuteLater();
      }
    }
    let answer: { data?: unknown } = {};

    const statements = await statementsOf(async () => {
      answer = await practice.ask(
        worker,
        `query CaseView($r: [_Any!]!) { _entities(representations: $r) { ... on Person {
           conversations(first: 10) { edges { node { purpose strengths { words }
             outcomes(first: 10) { edges { node { achieved progress { reached } } } } } } } } } }`,
        { r: personIds.map((id) => ({ __typename: 'Person', id })) },
      );
    });

    const outcomes = { edges: [{ node: { achieved: false, progress: [{ reached: 'PARTLY' }] } }] };
    expect(answer.data).toEqual({
      _entities: personIds.map(() => ({
        conversations: {
          edges: [
            { node: { purpose: 'Second.', strengths: [], outcomes } },
            { node: { purpose: 'First.', strengths: [], outcomes } },
          ],
        },
      })),
    });
    expect(statements.filter((text) => text.includes('unnest'))).toHaveLength(4);
  });

  it('gives every conversation of a person once, page by page, newest first', async () => {
    const worker = anActor();
    const personId = await aPerson(teamOf(worker));
    const purposes = ['One.', 'Two.', 'Three.', 'Four.', 'Five.'];
    for (const purpose of purposes) {
      // Two at the same instant: the id decides.
      if (purpose !== 'Three.') {
        oneMinuteLater();
      }
      await anOpenConversation(worker, { personId, purpose });
    }
    const found: string[] = [];
    let after: string | null = null;
    do {
      const answer: { data?: unknown } = await practice.ask(
        worker,
        `query ($r: [_Any!]!, $after: String) { _entities(representations: $r) { ... on Person {
           conversations(first: 2, after: $after) {
             edges { node { purpose } } pageInfo { hasNextPage endCursor } } } } }`,
        { r: [{ __typename: 'Person', id: personId }], after },
      );
      const [person] = (answer.data as Listed)['_entities'];
      const { edges, pageInfo } = person.conversations;
      found.push(...edges.map(({ node }) => node.purpose));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);

    expect(found).toEqual(purposes.toReversed());
  });

  it('refuses a cursor that it never gave', async () => {
    const worker = anActor();
    const { personId } = await anOpenConversation(worker);
    const forged = Buffer.from(JSON.stringify(['yesterday', 'x'])).toString('base64url');

    const answer = await practice.ask(
      worker,
      `query ($r: [_Any!]!, $after: String) { _entities(representations: $r) { ... on Person {
         conversations(after: $after) { edges { cursor } } } } }`,
      { r: [{ __typename: 'Person', id: personId }], after: forged },
    );

    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_CURSOR' });
  });

  it('records that the person was looked at', async () => {
    const worker = anActor();
    const { id, personId } = await anOpenConversation(worker);

    await practice.ask(worker, CONVERSATION, { id });
    await practice.ask(anActor(), CONVERSATION, { id });

    const looks = await practice.rows('select actor_id from access_log where person_id = $1', [
      personId,
    ]);
    expect(looks.length).toBeGreaterThan(0);
    expect(looks).toEqual(looks.map(() => ({ actor_id: worker.id })));
  });
});

interface Listed {
  readonly _entities: readonly [
    {
      readonly conversations: {
        readonly edges: readonly { readonly node: { readonly purpose: string } }[];
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
      };
    },
  ];
}
