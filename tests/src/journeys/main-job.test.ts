import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@connected-lives/kit/actor';
import { at, eventually, financialYear, today } from './answers.ts';
import { anActor, teamOf } from '../test-service.ts';
import { type Answer, type Arrangement, testCouncil } from '../test-council.ts';

const OPEN = `mutation Open($input: OpenConversationInput!) {
  openConversation(input: $input) { id purpose stage ledBy person { name } practitioner { id } }
}`;
const AGREE = `mutation Agree($input: AgreeOutcomeInput!) {
  agreeOutcome(input: $input) { id ownWords wellbeingArea }
}`;
const COMMIT = `mutation Commit($input: CommitSpendInput!) {
  commitSpend(input: $input) {
    __typename
    ... on SpendCommitted {
      commitment { id amountPence what rationale state outcome { ownWords } person { name } }
      budget { availablePence committedPence }
    }
    ... on NotEnoughBudget { availablePence }
  }
}`;
const ACHIEVE = `mutation Achieve($input: RecordProgressInput!) {
  recordProgress(input: $input) { id achieved }
}`;
const ALLOCATE = `mutation Allocate($input: AllocateBudgetInput!) {
  allocateBudget(input: $input) { id availablePence delegationReference }
}`;
const REPORT = `query Report($from: LocalDate!, $to: LocalDate!) {
  outcomeReport(from: $from, to: $to, by: [DISTRICT, WELLBEING_AREA]) {
    cells {
      district wellbeingArea suppressed people outcomesAchieved
      peopleKnown committedPence costPerAchievedOutcomePence
    }
  }
}`;

describe.each<Arrangement>(['together', 'apart'])('the main job, services %s', (arrangement) => {
  const council = testCouncil(arrangement);
  const worker = anActor('practitioner');
  const finance = anActor('finance');

  async function allocate(practitioner: Actor, amountPence: number): Promise<void> {
    at(
      await council.ask(finance, ALLOCATE, {
        input: {
          practitionerId: practitioner.id,
          teamId: teamOf(practitioner),
          financialYear: financialYear(),
          amountPence,
          delegationReference: 'Scheme of delegation 2026, 4.2',
          idempotencyKey: randomUUID(),
        },
      }),
      'allocateBudget.id',
    );
  }

  async function agreedOutcome(
    personId: string,
  ): Promise<{ outcome: string; conversation: string }> {
    const opened = await council.ask(worker, OPEN, {
      input: {
        personId,
        purpose: 'To find a way back to the choir',
        stage: 'CONNECT_AND_ENABLE',
        ledBy: 'CITIZEN',
        idempotencyKey: randomUUID(),
      },
    });
    const conversation = String(at(opened, 'openConversation.id'));
    const agreed = await council.ask(worker, AGREE, {
      input: {
        conversationId: conversation,
        ownWords: 'I want to sing with the others on Thursdays again',
        wellbeingArea: 'RELATIONSHIPS',
        howWeWillWorkTowardsIt: 'Try the bus together twice, then alone',
        idempotencyKey: randomUUID(),
      },
    });
    return { outcome: String(at(agreed, 'agreeOutcome.id')), conversation };
  }

  const budgetOf = async (practitioner: Actor): Promise<string> =>
    String(at(await council.ask(practitioner, '{ myBudget { id } }'), 'myBudget.id'));

  beforeAll(() => allocate(worker, 100_000));

  it('goes from a conversation to money committed to cost per achieved outcome', async () => {
    const day = today();
    const before = Number(
      at(await council.ask(worker, '{ myBudget { availablePence } }'), 'myBudget.availablePence'),
    );
    // Five people, because a figure with fewer behind it is not shown.
    const spent: number[] = [];
    for (const name of ['Ada Khan', 'Bo Lee', 'Cy Day', 'Di Fox', 'Ed Hay']) {
      const personId = await council.aPerson(teamOf(worker), { name, district: 'STEVENAGE' });
      const { outcome } = await agreedOutcome(personId);

      const committed = await council.ask(worker, COMMIT, {
        input: {
          outcomeId: outcome,
          amountPence: 1_500,
          what: 'Choir fees for the term',
          rationale: 'Singing is what got her out of the house before her fall.',
          idempotencyKey: randomUUID(),
        },
      });
      spent.push(Number(at(committed, 'commitSpend.budget.availablePence')));
      expect(at(committed, 'commitSpend.commitment')).toMatchObject({
        amountPence: 1_500,
        state: 'COMMITTED',
        outcome: { ownWords: 'I want to sing with the others on Thursdays again' },
        person: { name },
      });
      at(
        await council.ask(worker, ACHIEVE, {
          input: {
            outcomeId: outcome,
            reached: 'FULLY',
            words: 'I sang the solo',
            idempotencyKey: randomUUID(),
          },
        }),
        'recordProgress.achieved',
      );
    }
    expect(spent).toEqual([1, 2, 3, 4, 5].map((times) => before - times * 1_500));

    const report = await council.ask(anActor('commissioner'), REPORT, {
      from: day,
      to: today(),
    });

    const cells = at(report, 'outcomeReport.cells') as Record<string, unknown>[];
    const cell = cells.find(
      ({ district, wellbeingArea }) =>
        district === 'STEVENAGE' && wellbeingArea === 'RELATIONSHIPS',
    );
    expect(cell).toMatchObject({
      suppressed: false,
      people: 5,
      outcomesAchieved: 5,
      peopleKnown: 5,
      committedPence: 7_500,
      costPerAchievedOutcomePence: 1_500,
    });
  });

  it('answers the same question by who asks', async () => {
    const personId = await council.aPerson(teamOf(worker), { name: 'Flo Gill' });
    await agreedOutcome(personId);
    const ask = (actor: Actor): Promise<Answer> =>
      council.ask(
        actor,
        `query ($id: ID!) {
           person(id: $id) { name conversations { edges { node { purpose } } } }
         }`,
        { id: personId },
      );

    expect(await ask(worker)).toMatchObject({
      data: { person: { name: 'Flo Gill', conversations: { edges: [{ node: {} }] } } },
    });
    for (const stranger of [anActor('practitioner'), anActor('commissioner'), anActor('analyst')]) {
      expect(await ask(stranger)).toEqual({ status: 200, data: { person: null } });
    }
    expect(await ask(anActor('citizen', { personId }))).toMatchObject({
      data: { person: { name: 'Flo Gill' } },
    });
  });

  it('shows finance what it pays for, for whom, and not why, without a word of complaint', async () => {
    const personId = await council.aPerson(teamOf(worker), { name: 'Ivy Jones' });
    const { outcome } = await agreedOutcome(personId);
    const committed = await council.ask(worker, COMMIT, {
      input: {
        outcomeId: outcome,
        amountPence: 900,
        what: 'Paint',
        rationale: 'She paints again.',
        idempotencyKey: randomUUID(),
      },
    });
    at(committed, 'commitSpend.commitment.id');

    const year = await budgetOf(worker);
    const paying = () =>
      council.ask(
        finance,
        `query ($year: ID!) {
           budget(id: $year) {
             commitments(first: 1) { edges { node { what person { name } outcome { ownWords } } } }
           }
         }`,
        { year },
      );

    // People learns by feed for whom finance pays.
    await expect(
      eventually(async () => at(await paying(), 'budget.commitments.edges.0.node.person.name')),
    ).resolves.toBe('Ivy Jones');
    expect((await paying()).errors).toBeUndefined();
    expect(at(await paying(), 'budget.commitments.edges.0.node')).toEqual({
      what: 'Paint',
      person: { name: 'Ivy Jones' },
      outcome: null,
    });
  });

  it('shows one life from the person to each pound, in one question', async () => {
    const personId = await council.aPerson(teamOf(worker), { name: 'Kay Lamb' });
    const { outcome } = await agreedOutcome(personId);
    await council.ask(worker, COMMIT, {
      input: {
        outcomeId: outcome,
        amountPence: 1_100,
        what: 'A tablet',
        rationale: 'To see her grandchildren.',
        idempotencyKey: randomUUID(),
      },
    });

    const life = await council.ask(
      worker,
      `query ($id: ID!) {
         person(id: $id) { name conversations(first: 3) { edges { node { purpose
           outcomes(first: 3) { edges { node { ownWords committedPence
             commitments(first: 3) { edges { node { what amountPence practitioner { id } } } }
           } } }
         } } } }
       }`,
      { id: personId },
    );

    expect(at(life, 'person.conversations.edges.0.node.outcomes.edges.0.node')).toMatchObject({
      committedPence: 1_100,
      commitments: { edges: [{ node: { what: 'A tablet', practitioner: { id: worker.id } } }] },
    });
  });

  it('moves the team’s board on the wall when money is committed', async () => {
    const colleague = anActor('practitioner', { teamIds: worker.teamIds });
    const personId = await council.aPerson(teamOf(worker), { name: 'Gus Hart' });
    const { outcome, conversation } = await agreedOutcome(personId);
    const board = await council.ask(
      colleague,
      'query ($team: ID!) { teamBoard(teamId: $team) { cursor } }',
      { team: teamOf(worker) },
    );
    const wall = (await council.live(colleague)).iterate<{ teamBoardChanged: unknown }>({
      query: `subscription Wall($team: ID!, $after: String) {
        teamBoardChanged(teamId: $team, after: $after) {
          kind conversationId card { person { name } committedPence }
        }
      }`,
      variables: { team: teamOf(worker), after: at(board, 'teamBoard.cursor') },
    });

    await council.ask(worker, COMMIT, {
      input: {
        outcomeId: outcome,
        amountPence: 2_000,
        what: 'A bus pass',
        rationale: 'So that he can go by himself.',
        idempotencyKey: randomUUID(),
      },
    });

    // Others' transactions may hold the cursor back, so that what the board showed is told again,
    // and practice may learn only now of the money that was committed for others of the team.
    let heard = await wall.next();
    const isOurs = (said: string): boolean =>
      said.includes('HELP_MOVED') && said.includes(conversation);
    while (!isOurs(JSON.stringify(heard.value))) {
      heard = await wall.next();
    }

    expect(heard.value).toEqual({
      data: {
        teamBoardChanged: {
          kind: 'HELP_MOVED',
          conversationId: conversation,
          card: { person: { name: 'Gus Hart' }, committedPence: 2_000 },
        },
      },
    });
    await wall.return?.();
  });

  it('commits straight away also while a long transaction holds the events back', async () => {
    const held = await council.holdBack('practice');
    const personId = await council.aPerson(teamOf(worker));
    const { outcome } = await agreedOutcome(personId);

    const committed = await council.ask(worker, COMMIT, {
      input: {
        outcomeId: outcome,
        amountPence: 400,
        what: 'Seeds',
        rationale: 'The allotment is where he talks.',
        idempotencyKey: randomUUID(),
      },
    });
    await held.release();

    expect(at(committed, 'commitSpend.__typename')).toBe('SpendCommitted');
  });

  it('gives the same answer to the same key, and refuses the key for anything else', async () => {
    const personId = await council.aPerson(teamOf(worker));
    const { outcome } = await agreedOutcome(personId);
    const input = {
      outcomeId: outcome,
      amountPence: 700,
      what: 'A kettle that tips',
      rationale: 'He can make tea safely.',
      idempotencyKey: randomUUID(),
    };

    const first = await council.ask(worker, COMMIT, { input });
    await council.ask(worker, COMMIT, { input: { ...input, idempotencyKey: randomUUID() } });
    const again = await council.ask(worker, COMMIT, { input });
    const other = await council.ask(worker, COMMIT, { input: { ...input, amountPence: 701 } });

    expect(at(first, 'commitSpend.__typename')).toBe('SpendCommitted');
    expect(again).toEqual(first);
    expect(other.errors?.[0]?.extensions).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  });

  it('stops exactly at the limit when fifty decisions arrive at once', async () => {
    const spender = anActor('practitioner', { teamIds: worker.teamIds });
    await allocate(spender, 10_000);
    const personId = await council.aPerson(teamOf(worker));
    const { outcome } = await agreedOutcome(personId);

    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        council.ask(spender, COMMIT, {
          input: {
            outcomeId: outcome,
            amountPence: 300,
            what: 'A taxi',
            rationale: 'To see her sister.',
            idempotencyKey: randomUUID(),
          },
        }),
      ),
    );

    const kinds = answers.map((answer) => at(answer, 'commitSpend.__typename'));
    expect(kinds.filter((kind) => kind === 'SpendCommitted')).toHaveLength(33);
    expect(kinds.filter((kind) => kind === 'NotEnoughBudget')).toHaveLength(17);
    expect(
      await council.ask(spender, '{ myBudget { availablePence committedPence } }'),
    ).toMatchObject({ data: { myBudget: { availablePence: 100, committedPence: 9_900 } } });
    const [ledger] = await council.rows<{ unbalanced: number }>(
      'finance',
      `select count(*)::int as unbalanced from (
         select journal_id from entry group by journal_id having sum(pence) <> 0) as wrong`,
    );
    expect(ledger).toEqual({ unbalanced: 0 });
  });
});
