import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { at, financialYear, today } from '../journeys/answers.ts';
import type { testCouncil } from '../test-council.ts';
import { anActor, teamOf } from '../test-service.ts';

type Council = ReturnType<typeof testCouncil>;

/** One thing that somebody asks of the graph. Every person it shows is asked for with their id. */
export interface Asked {
  readonly actor: Actor;
  readonly kind: 'query' | 'mutation';
  /** Behind the name of the operation: variables and selection. */
  readonly body: string;
  readonly variables: Record<string, unknown>;
}

/** Somebody with people, conversations and money of their own. */
interface Corner {
  readonly worker: Actor;
  readonly personIds: readonly string[];
  readonly conversationIds: readonly string[];
  readonly outcomeIds: readonly string[];
}

const PEOPLE_PER_TEAM = 8;
const PERSON = '{ __typename id name }';

/** Two teams, and what a day brings them. */
export async function makeDay(council: Council): Promise<(chance: number) => Asked> {
  const corners = [await makeCorner(council), await makeCorner(council)];
  const [first] = corners as [Corner, Corner];
  const colleagues = corners.flatMap(({ worker }) =>
    (['manager', 'duty', 'discharge'] as const).map((role) =>
      anActor(role, { teamIds: worker.teamIds }),
    ),
  );
  const staff = [...corners.map(({ worker }) => worker), ...colleagues];
  const officers = (['finance', 'commissioner', 'analyst', 'development', 'privacy'] as const).map(
    (role) => anActor(role),
  );
  const citizens = first.personIds.map((personId) => anActor('citizen', { personId }));
  const everybody = [...staff, ...staff, ...officers, ...citizens];

  return (chance) => {
    const pick = <T>(list: readonly T[], salt: number): T =>
      list[Math.floor((chance * salt) % list.length)] as T;
    const corner = pick(corners, 7);
    const actor = pick(everybody, 11);
    const asked = pick(SHAPES, 13);
    return asked({
      actor,
      worker: corner.worker,
      personId: pick(corner.personIds, 17),
      conversationId: pick(corner.conversationIds, 19),
      outcomeId: pick(corner.outcomeIds, 23),
    });
  };
}

interface Picked {
  readonly actor: Actor;
  readonly worker: Actor;
  readonly personId: string;
  readonly conversationId: string;
  readonly outcomeId: string;
}

const query = (
  { actor }: Pick<Picked, 'actor'>,
  body: string,
  variables: Record<string, unknown> = {},
): Asked => ({ actor, kind: 'query', body, variables });

const SHAPES: readonly ((picked: Picked) => Asked)[] = [
  (picked) => query(picked, `($id: ID!) { person(id: $id) ${PERSON} }`, { id: picked.personId }),
  (picked) =>
    query(
      picked,
      `($id: ID!) { person(id: $id) { __typename id name
        conversations(first: 2) { edges { node { purpose outcomes(first: 2) { edges { node { ownWords } } } } } }
        commitments(first: 2) { edges { node { what person ${PERSON} } } } } }`,
      { id: picked.personId },
    ),
  // The row behind the page is read, and the person in it is not shown.
  (picked) => query(picked, `{ findPeople(search: "", first: 3) { edges { node ${PERSON} } } }`),
  (picked) => query(picked, `{ findPeople(search: "nobody") { edges { node ${PERSON} } } }`),
  (picked) =>
    query(
      picked,
      `($team: ID!) { teamBoard(teamId: $team) { columns { count
        cards(first: 2) { edges { node { purpose committedPence person ${PERSON} } } } } } }`,
      { team: teamOf(picked.worker) },
    ),
  (picked) =>
    query(picked, `($id: ID!) { conversation(id: $id) { purpose person ${PERSON} } }`, {
      id: picked.conversationId,
    }),
  (picked) => query(picked, `{ me { name record ${PERSON} } }`),
  (picked) => query(picked, `{ myBudget { availablePence } }`),
  (picked) =>
    query(
      picked,
      `($day: LocalDate!) { outcomeReport(from: $day, to: $day, by: []) { cells { outcomesAchieved } } }`,
      { day: today() },
    ),
  (picked) => ({
    actor: picked.worker,
    kind: 'mutation',
    body: `($input: OpenConversationInput!) { openConversation(input: $input) { id person ${PERSON} } }`,
    variables: { input: openingOf(picked.personId) },
  }),
  // Somebody of the other team, or of no team, tries the same.
  (picked) => ({
    actor: picked.actor,
    kind: 'mutation',
    body: `($input: CommitSpendInput!) { commitSpend(input: $input) {
      ... on SpendCommitted { commitment { what person ${PERSON} } } } }`,
    variables: { input: spendOf(picked.outcomeId) },
  }),
];

async function makeCorner(council: Council): Promise<Corner> {
  const worker = anActor();
  const personIds: string[] = [];
  const conversationIds: string[] = [];
  const outcomeIds: string[] = [];
  const act = async (mutation: string, input: Record<string, unknown>, actor = worker) =>
    String(
      at(
        await council.ask(
          actor,
          `mutation Before($input: ${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!) {
             ${mutation}(input: $input) { id } }`,
          { input: { ...input, idempotencyKey: randomUUID() } },
        ),
        `${mutation}.id`,
      ),
    );
  await act(
    'allocateBudget',
    {
      practitionerId: worker.id,
      teamId: teamOf(worker),
      financialYear: financialYear(),
      amountPence: 5_000_000,
      delegationReference: 'Scheme of delegation 2026, 4.2',
    },
    anActor('finance'),
  );
  for (let n = 0; n < PEOPLE_PER_TEAM; n += 1) {
    const personId = await council.aPerson(teamOf(worker));
    const conversationId = await act('openConversation', openingOf(personId));
    personIds.push(personId);
    conversationIds.push(conversationId);
    outcomeIds.push(
      await act('agreeOutcome', {
        conversationId,
        ownWords: 'I want to swim again',
        wellbeingArea: 'RELATIONSHIPS',
      }),
    );
  }
  return { worker, personIds, conversationIds, outcomeIds };
}

function openingOf(personId: string): Record<string, unknown> {
  return {
    personId,
    purpose: 'To get out more',
    stage: 'CONNECT_AND_PREVENT',
    ledBy: 'TOGETHER',
    idempotencyKey: randomUUID(),
  };
}

function spendOf(outcomeId: string): Record<string, unknown> {
  return {
    outcomeId,
    amountPence: 100,
    what: 'A swim',
    rationale: 'It is what she asked for.',
    idempotencyKey: randomUUID(),
  };
}
