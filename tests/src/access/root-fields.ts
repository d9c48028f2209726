import { randomUUID } from 'node:crypto';
import { financialYear, today } from '../journeys/answers.ts';
import type { Standing, Viewer } from './viewers.ts';
import type { World } from './world.ts';

export interface RootField {
  readonly document: string;
  readonly variables?: (
    world: World,
    viewer: Viewer,
  ) => Record<string, unknown> | Promise<Record<string, unknown>>;
  /** Whoever has one of these standings gets an answer; everybody else gets nothing or a refusal. */
  readonly answers: readonly Standing[];
  /** What an answer says when it says nothing. */
  readonly nothing: unknown;
  /** A refusal that shows that the record was in reach: the budget was missing, not the person. */
  readonly reachedCodes?: readonly string[];
}

const mutation = (
  name: string,
  input: string,
  answers: readonly Standing[],
  variables: (world: World) => Record<string, unknown> | Promise<Record<string, unknown>>,
  selection = '{ id }',
): RootField => ({
  document: `mutation ($input: ${input}!) { ${name}(input: $input) ${selection} }`,
  variables: async (world) => ({
    input: { ...(await variables(world)), idempotencyKey: randomUUID() },
  }),
  answers,
  nothing: null,
});

/** Every root field of the graph: who gets an answer from it. */
export const ROOT_FIELDS: Readonly<Record<string, RootField>> = {
  'Query.me': { document: '{ me { id } }', answers: ['everybody'], nothing: null },
  'Query.person': {
    document: 'query ($personId: ID!) { person(id: $personId) { name } }',
    variables: ({ personId }) => ({ personId }),
    answers: ['reach', 'representative', 'themself'],
    nothing: { person: null },
  },
  'Query.findPeople': {
    document: '{ findPeople(search: "") { edges { node { name } } } }',
    answers: ['reach', 'representative', 'themself'],
    nothing: { findPeople: { edges: [] } },
  },
  'Query.team': {
    document: 'query ($teamId: ID!) { team(id: $teamId) { name practitioners { name } } }',
    variables: ({ teamId }) => ({ teamId }),
    answers: ['everybody'],
    nothing: { team: null },
  },
  'Query.teams': {
    document: '{ teams { edges { node { name } } } }',
    answers: ['everybody'],
    nothing: { teams: { edges: [] } },
  },
  'Query.conversation': {
    document: `query ($conversationId: ID!) {
      conversation(id: $conversationId) { purpose passages { edges { node { words } } } }
    }`,
    variables: ({ conversationId }) => ({ conversationId }),
    answers: ['reach', 'representative', 'themself'],
    nothing: { conversation: null },
  },
  'Query.teamBoard': {
    document: `query ($teamId: ID!) {
      teamBoard(teamId: $teamId) { columns { cards { edges { node { purpose } } } } }
    }`,
    variables: ({ teamId }) => ({ teamId }),
    answers: ['team'],
    nothing: { teamBoard: null },
  },
  'Query.outcomeReport': {
    document: `query ($from: LocalDate!, $to: LocalDate!) {
      outcomeReport(from: $from, to: $to, by: []) { cells { suppressed } }
    }`,
    variables: () => ({ from: today(), to: today() }),
    answers: ['staff'],
    nothing: null,
  },
  'Query.myBudget': {
    document: '{ myBudget { availablePence } }',
    answers: ['holder'],
    nothing: { myBudget: null },
  },
  'Query.budget': {
    document: `query ($budgetId: ID!) {
      budget(id: $budgetId) { availablePence entries { edges { node { pence } } } }
    }`,
    variables: ({ budgetId }) => ({ budgetId }),
    answers: ['holder', 'team manager', 'finance'],
    nothing: { budget: null },
  },
  'Query.urgentOpenings': {
    document: `query ($teamId: ID!) {
      urgentOpenings(teamId: $teamId) { edges { node { reason person { name } } } }
    }`,
    variables: ({ teamId }) => ({ teamId }),
    answers: ['team manager'],
    nothing: { urgentOpenings: { edges: [] } },
  },
  // Whoever reaches the person already is told so, and everybody else of the staff gets in.
  'Mutation.openRecordUrgently': {
    ...mutation(
      'openRecordUrgently',
      'OpenRecordUrgentlyInput',
      ['reach', 'works with people'],
      async (world) => ({
        personId: await world.freshPerson(),
        reason: 'Found on the floor by a neighbour.',
      }),
    ),
    reachedCodes: ['ALREADY_OPEN'],
  },
  'Mutation.openToTeam': mutation(
    'openToTeam',
    'OpenToTeamInput',
    ['reach'],
    ({ personId, gatewayTeamId }) => ({
      personId,
      teamId: gatewayTeamId,
      occasion: 'CONTACT_OPEN',
    }),
  ),
  'Mutation.endOpenToTeam': {
    ...mutation(
      'endOpenToTeam',
      'OpenToTeamInput',
      ['reach'],
      ({ personId, gatewayTeamId }) => ({
        personId,
        teamId: gatewayTeamId,
        occasion: 'CONTACT_OPEN',
      }),
      '',
    ),
    reachedCodes: ['NOT_OPEN'],
  },
  'Mutation.sealRecord': mutation(
    'sealRecord',
    'SealRecordInput',
    ['team manager'],
    async (world) => ({
      personId: await world.freshPerson(),
      reason: 'A witness in a trial.',
      practitionerIds: [],
    }),
    '',
  ),
  'Mutation.unsealRecord': {
    ...mutation(
      'unsealRecord',
      'UnsealRecordInput',
      ['team manager'],
      ({ personId }) => ({ personId }),
      '',
    ),
    reachedCodes: ['NOT_SEALED'],
  },
  'Mutation.declareConnection': {
    document: `mutation ($input: DeclareConnectionInput!) { declareConnection(input: $input) }`,
    variables: async (world, { actor }) => ({
      input: {
        personId: await world.freshPerson(),
        practitionerId: actor.practitionerId ?? actor.id,
        connection: 'FAMILY_OR_FRIEND',
        reason: 'They went to school together.',
        idempotencyKey: randomUUID(),
      },
    }),
    // The fresh person is with the team, and open to nobody else.
    answers: ['team'],
    nothing: null,
  },
  'Mutation.endConnection': {
    ...mutation(
      'endConnection',
      'EndConnectionInput',
      ['team manager'],
      ({ personId, practitionerId }) => ({
        personId,
        practitionerId,
        connection: 'SELF',
      }),
      '',
    ),
    reachedCodes: ['NOT_DECLARED'],
  },
  'Mutation.openConversation': mutation(
    'openConversation',
    'OpenConversationInput',
    ['reach'],
    ({ personId }) => ({
      personId,
      purpose: 'To be heard',
      stage: 'CONNECT_AND_PREVENT',
      ledBy: 'CITIZEN',
    }),
  ),
  'Mutation.addPassage': mutation(
    'addPassage',
    'AddPassageInput',
    ['reach', 'themself'],
    ({ conversationId }) => ({ conversationId, words: 'I made bread.', saidBy: 'PERSON' }),
  ),
  'Mutation.noteStrength': mutation(
    'noteStrength',
    'NoteStrengthInput',
    ['reach', 'themself'],
    ({ conversationId }) => ({ conversationId, words: 'Bakes bread', saidBy: 'PERSON' }),
  ),
  'Mutation.agreeOutcome': mutation(
    'agreeOutcome',
    'AgreeOutcomeInput',
    ['reach'],
    ({ conversationId }) => ({
      conversationId,
      ownWords: 'I want to bake for the fair',
      wellbeingArea: 'CONTRIBUTION_TO_SOCIETY',
    }),
  ),
  'Mutation.recordProgress': mutation(
    'recordProgress',
    'RecordProgressInput',
    ['reach'],
    ({ outcomeId }) => ({ outcomeId, reached: 'PARTLY', words: 'The oven works' }),
  ),
  'Mutation.completeConversation': mutation(
    'completeConversation',
    'CompleteConversationInput',
    ['reach'],
    async (world) => ({ conversationId: await world.freshConversation() }),
  ),
  'Mutation.commitSpend': {
    ...mutation(
      'commitSpend',
      'CommitSpendInput',
      // The person reaches their own outcome and learns only that they hold no budget.
      ['reach', 'themself', 'representative'],
      ({ outcomeId }) => ({
        outcomeId,
        amountPence: 100,
        what: 'Flour',
        rationale: 'To bake with.',
      }),
      '{ __typename }',
    ),
    reachedCodes: ['NO_BUDGET'],
  },
  'Mutation.releaseCommitment': mutation(
    'releaseCommitment',
    'ReleaseCommitmentInput',
    ['holder'],
    async (world) => ({
      commitmentId: await world.freshCommitment(),
      reason: 'A neighbour helped',
    }),
  ),
  'Mutation.recordPayment': mutation(
    'recordPayment',
    'RecordPaymentInput',
    ['finance'],
    async (world) => ({
      commitmentId: await world.freshCommitment(),
      amountPence: 100,
      paidOn: today(),
      reference: 'INV-1',
    }),
  ),
  'Mutation.allocateBudget': mutation(
    'allocateBudget',
    'AllocateBudgetInput',
    ['finance'],
    ({ practitionerId, teamId }) => ({
      practitionerId,
      teamId,
      financialYear: financialYear(),
      amountPence: 100,
      delegationReference: 'Scheme of delegation 2026, 4.2',
    }),
  ),
  'Subscription.recordOpenedUrgently': {
    document: `subscription ($teamId: ID!, $after: String) {
      recordOpenedUrgently(teamId: $teamId, after: $after) { opening { reason } }
    }`,
    variables: ({ teamId }) => ({ teamId, after: '0.0' }),
    answers: ['team manager'],
    nothing: null,
  },
  'Subscription.teamBoardChanged': {
    document: `subscription ($teamId: ID!, $after: String) {
      teamBoardChanged(teamId: $teamId, after: $after) { kind card { purpose } }
    }`,
    variables: ({ teamId }) => ({ teamId, after: '0.0' }),
    answers: ['team'],
    nothing: null,
  },
};
