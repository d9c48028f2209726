import { randomUUID } from 'node:crypto';
import { financialYear, inDays, today } from '../journeys/answers.ts';
import type { Standing } from './viewers.ts';
import type { RootField } from './root-field.ts';
import { WORKFORCE_FIELDS } from './workforce-fields.ts';
import type { World } from './world.ts';

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

/** What a change to the record of a person answers with. */
const RECORDED = '{ person { id } }';

/** Every root field of the graph: who gets an answer from it. */
export const ROOT_FIELDS: Readonly<Record<string, RootField>> = {
  'Query.me': { document: '{ me { id } }', answers: ['everybody'], nothing: null },
  'Query.person': {
    document: 'query ($personId: ID!) { person(id: $personId) { name } }',
    variables: ({ personId }) => ({ personId }),
    answers: ['reach', 'representative', 'themself', 'finance'],
    nothing: { person: null },
  },
  'Query.findPeople': {
    document: '{ findPeople(search: "") { edges { node { name } } } }',
    answers: ['reach', 'representative', 'themself', 'finance'],
    nothing: { findPeople: { edges: [] } },
  },
  // Behind `findPeople`, which would find whom these make, and before what opens them to others.
  ...WORKFORCE_FIELDS,
  'Query.possibleDuplicates': {
    document: 'query ($personId: ID!) { possibleDuplicates(personId: $personId) { score } }',
    variables: async (world) => ({ personId: (await world.freshPair()).keptId }),
    answers: ['team'],
    nothing: { possibleDuplicates: [] },
  },
  'Query.duplicatesToLookAt': {
    document: `query ($teamId: ID!) {
      duplicatesToLookAt(teamId: $teamId) { edges { node { person { name } otherPerson { name } } } }
    }`,
    variables: async (world) => {
      await world.freshPair();
      return { teamId: world.teamId };
    },
    answers: ['team'],
    nothing: { duplicatesToLookAt: { edges: [] } },
  },
  'Mutation.notTheSame': mutation('notTheSame', 'NotTheSameInput', ['team'], async (world) => {
    const { keptId, mergedId } = await world.freshPair();
    return { personId: keptId, otherPersonId: mergedId, reason: 'I met both.' };
  }),
  'Mutation.mergePeople': mutation('mergePeople', 'MergePeopleInput', ['team'], async (world) => ({
    ...(await world.freshPair()),
    reason: 'They have the same sister.',
  })),
  'Mutation.undoMerge': mutation('undoMerge', 'UndoMergeInput', ['team'], async (world) => ({
    mergeId: await world.freshMerge(),
    reason: 'They are twins.',
  })),
  'Query.team': {
    document: 'query ($teamId: ID!) { team(id: $teamId) { name practitioners { name } } }',
    variables: ({ teamId }) => ({ teamId }),
    answers: ['everybody'],
    nothing: { team: null },
  },
  'Query.practitioner': {
    document: 'query ($practitionerId: ID!) { practitioner(id: $practitionerId) { name } }',
    variables: ({ practitionerId }) => ({ practitionerId }),
    answers: ['everybody'],
    nothing: { practitioner: null },
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
    ['standing reach'],
    ({ personId, gatewayTeamId }) => ({
      personId,
      teamId: gatewayTeamId,
      right: 'CONTACT_OPEN',
    }),
  ),
  'Mutation.endOpenToTeam': {
    ...mutation(
      'endOpenToTeam',
      'OpenToTeamInput',
      ['standing reach'],
      ({ personId, gatewayTeamId }) => ({
        personId,
        teamId: gatewayTeamId,
        right: 'CONTACT_OPEN',
      }),
      RECORDED,
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
    RECORDED,
  ),
  'Mutation.unsealRecord': {
    ...mutation(
      'unsealRecord',
      'UnsealRecordInput',
      ['team manager'],
      ({ personId }) => ({ personId }),
      RECORDED,
    ),
    reachedCodes: ['NOT_SEALED'],
  },
  'Query.declaredConnections': {
    document: `query ($id: ID!) {
      declaredConnections(practitionerId: $id) { edges { node { personId } } }
    }`,
    variables: async ({ freshConnection }) => ({ id: await freshConnection() }),
    answers: ['team manager', 'privacy'],
    nothing: { declaredConnections: { edges: [] } },
  },
  'Mutation.declareConnection': {
    document: `mutation ($input: DeclareConnectionInput!) {
      declareConnection(input: $input) { id personId }
    }`,
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
      '{ id }',
    ),
    reachedCodes: ['NOT_DECLARED'],
  },
  'Query.statutoryCodeLists': {
    document: '{ statutoryCodeLists { name } }',
    answers: ['everybody'],
    nothing: null,
  },
  'Query.correctionsToAnswer': {
    document: `query ($teamId: ID!) {
      correctionsToAnswer(teamId: $teamId) { edges { node { shouldSay } } }
    }`,
    variables: async (world) => {
      await world.freshCorrection();
      return { teamId: world.teamId };
    },
    answers: ['reach', 'representative', 'themself'],
    nothing: { correctionsToAnswer: { edges: [] } },
  },
  'Mutation.registerPerson': mutation(
    'registerPerson',
    'RegisterPersonInput',
    ['team'],
    ({ teamId }) => ({
      teamId,
      givenName: 'Ada',
      familyName: randomUUID(),
      district: 'WATFORD',
    }),
    RECORDED,
  ),
  'Mutation.updatePersonDetails': mutation(
    'updatePersonDetails',
    'UpdatePersonDetailsInput',
    ['reach'],
    ({ personId }) => ({ personId, pronouns: 'she/her' }),
    RECORDED,
  ),
  'Mutation.recordStatutoryCodes': mutation(
    'recordStatutoryCodes',
    'RecordStatutoryCodesInput',
    ['reach'],
    ({ personId }) => ({ personId, dementia: 'No' }),
    RECORDED,
  ),
  'Mutation.recordAddress': mutation(
    'recordAddress',
    'RecordAddressInput',
    ['reach'],
    ({ personId }) => ({ personId, address: { kind: 'HOME', lines: ['1 Mill Lane'] } }),
    RECORDED,
  ),
  'Mutation.endAddress': {
    ...mutation(
      'endAddress',
      'EndAddressInput',
      ['reach'],
      ({ personId }) => ({ personId, kind: 'TEMPORARY' }),
      RECORDED,
    ),
    reachedCodes: ['NO_SUCH_ADDRESS'],
  },
  'Mutation.protectAddress': mutation(
    'protectAddress',
    'ProtectAddressInput',
    ['team'],
    async (world) => ({
      personId: await world.freshPerson(),
      reason: 'Somebody looks for her',
      practitionerIds: [],
    }),
    RECORDED,
  ),
  'Mutation.unprotectAddress': {
    ...mutation(
      'unprotectAddress',
      'UnprotectAddressInput',
      ['reach'],
      ({ personId }) => ({ personId }),
      RECORDED,
    ),
    reachedCodes: ['NOT_PROTECTED'],
  },
  'Mutation.addContactWay': mutation(
    'addContactWay',
    'AddContactWayInput',
    ['reach'],
    ({ personId }) => ({ personId, kind: 'LETTER' }),
    RECORDED,
  ),
  'Mutation.endContactWay': mutation(
    'endContactWay',
    'EndContactWayInput',
    ['reach'],
    async (world) => ({ contactWayId: await world.freshContactWay() }),
    RECORDED,
  ),
  'Mutation.writeAboutMe': mutation(
    'writeAboutMe',
    'WriteAboutMeInput',
    ['reach'],
    ({ personId }) => ({ personId, entries: [{ heading: 'MY_WELLNESS', words: 'I hum.' }] }),
    RECORDED,
  ),
  'Mutation.addMyWords': mutation(
    'addMyWords',
    'AddMyWordsInput',
    ['themself'],
    () => ({ heading: 'MY_WELLNESS', words: 'I sing.' }),
    RECORDED,
  ),
  'Mutation.correctMyDetails': mutation(
    'correctMyDetails',
    'CorrectMyDetailsInput',
    ['themself'],
    () => ({ field: 'PRONOUNS', shouldSay: 'she/her' }),
  ),
  'Mutation.answerCorrection': mutation(
    'answerCorrection',
    'AnswerCorrectionInput',
    ['reach'],
    async (world) => ({ correctionId: await world.freshCorrection(), made: true }),
  ),
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
  'Mutation.addToCircle': mutation(
    'addToCircle',
    'AddToCircleInput',
    ['reach'],
    ({ personId }) => ({ personId, kind: 'FRIEND', name: 'Bob' }),
  ),
  'Mutation.changeRelationship': mutation(
    'changeRelationship',
    'ChangeRelationshipInput',
    ['reach'],
    async (world) => ({ relationshipId: await world.freshRelationship(), name: 'Rob' }),
  ),
  'Mutation.nameEmergencyContact': mutation(
    'nameEmergencyContact',
    'NameEmergencyContactInput',
    ['reach'],
    async (world) => ({ relationshipId: await world.freshRelationship() }),
  ),
  'Mutation.endRelationship': mutation(
    'endRelationship',
    'EndRelationshipInput',
    ['reach'],
    async (world) => ({ relationshipId: await world.freshRelationship(), untilOn: today() }),
  ),
  'Mutation.recordCaringRole': mutation(
    'recordCaringRole',
    'RecordCaringRoleInput',
    ['reach'],
    ({ personId }) => ({ carerId: personId, caredForName: 'My aunt' }),
  ),
  'Mutation.endCaringRole': mutation(
    'endCaringRole',
    'EndCaringRoleInput',
    ['reach'],
    async (world) => ({ caringRoleId: await world.freshCaringRole() }),
  ),
  'Mutation.agreeToShare': {
    ...mutation('agreeToShare', 'AgreeToShareInput', ['reach', 'themself'], ({ personId }) => ({
      personId,
      sharedWith: 'The GP',
      what: 'How I am',
      purpose: 'Care',
      how: 'SAID',
      agreedOn: today(),
    })),
    // The person agrees too, and says so in another way.
    reachedCodes: ['NOT_HOW_IT_WAS'],
  },
  'Mutation.withdrawAgreement': mutation(
    'withdrawAgreement',
    'WithdrawAgreementInput',
    ['reach', 'themself'],
    async (world) => ({ agreementId: await world.freshAgreement() }),
  ),
  'Mutation.recordObjection': mutation(
    'recordObjection',
    'RecordObjectionInput',
    ['reach', 'themself'],
    ({ personId }) => ({ personId, toWhat: 'The survey', objectedOn: today() }),
  ),
  'Mutation.answerObjection': mutation(
    'answerObjection',
    'AnswerObjectionInput',
    ['reach'],
    async (world) => ({
      objectionId: await world.freshObjection(),
      answer: 'STOPPED',
      words: 'We stopped.',
    }),
  ),
  'Mutation.recordCapacityDecision': mutation(
    'recordCapacityDecision',
    'RecordCapacityDecisionInput',
    ['reach'],
    ({ personId }) => ({
      personId,
      matter: 'Where to live',
      supportGiven: 'Pictures',
      conclusion: 'HAS_CAPACITY',
      reason: 'She chose, and said why.',
      assessedBy: 'Sam, nurse',
      assessedOn: today(),
    }),
  ),
  'Mutation.decideAdvocacy': mutation(
    'decideAdvocacy',
    'DecideAdvocacyInput',
    ['reach'],
    ({ personId }) => ({
      personId,
      duty: 'ASSESSMENT',
      substantialDifficulty: true,
      reason: 'Nobody of her own can come.',
    }),
  ),
  'Mutation.sayHowIWantToBeInvolved': mutation(
    'sayHowIWantToBeInvolved',
    'SayHowIWantToBeInvolvedInput',
    ['reach', 'themself'],
    ({ personId }) => ({ personId, words: 'Ring me first.' }),
    '{ words }',
  ),
  'Mutation.giveRepresentativeAccess': mutation(
    'giveRepresentativeAccess',
    'GiveRepresentativeAccessInput',
    ['standing reach'],
    async (world) => ({
      personId: world.personId,
      relationshipId: await world.freshAttorney(),
      untilOn: inDays(7),
      reason: 'She agreed to it.',
    }),
  ),
  'Mutation.endRepresentativeAccess': mutation(
    'endRepresentativeAccess',
    'EndRepresentativeAccessInput',
    ['reach'],
    async (world) => ({ relationshipId: await world.freshRepresentative() }),
  ),
  'Subscription.recordOpenedUrgently': {
    document: `subscription ($teamId: ID!, $after: String) {
      recordOpenedUrgently(teamId: $teamId, after: $after) { opening { reason } }
    }`,
    variables: ({ teamId }) => ({ teamId, after: '0.0' }),
    answers: ['team manager'],
    nothing: null,
  },
  'Query.accessLog': {
    document: `query ($personId: ID!) { accessLog(personId: $personId) { edges { node { who } } } }`,
    variables: async (world) => {
      await world.someLook();
      return { personId: world.personId };
    },
    answers: ['representative', 'privacy', 'themself'],
    nothing: { accessLog: { edges: [] } },
  },
  'Query.privacyAlerts': {
    document: '{ privacyAlerts { edges { node { kind } } } }',
    variables: async (world) => {
      await world.freshAlert();
      return {};
    },
    answers: ['privacy'],
    nothing: { privacyAlerts: { edges: [] } },
  },
  'Mutation.openPrivacyAlert': mutation(
    'openPrivacyAlert',
    'OpenPrivacyAlertInput',
    ['privacy'],
    async (world) => ({ alertId: await world.freshAlert(), reason: 'To ask why at night' }),
    '{ alertId }',
  ),
  'Subscription.privacyAlerts': {
    document: 'subscription ($after: String) { privacyAlerts(after: $after) { alert { kind } } }',
    variables: async (world) => {
      await world.freshAlert();
      return { after: '0.0' };
    },
    answers: ['privacy'],
    nothing: null,
  },
  'Subscription.teamBoardChanged': {
    document: `subscription ($teamId: ID!, $after: String) {
      teamBoardChanged(teamId: $teamId, after: $after) { card { purpose } }
    }`,
    // Whoever is closed out hears of the next one only, as if nothing had gone before.
    variables: async (world) => {
      const after = await world.boardCursor();
      await world.freshConversation();
      await world.someoneElsesConversation();
      return { teamId: world.teamId, after };
    },
    answers: ['board'],
    nothing: { teamBoardChanged: { card: { purpose: 'To talk about something else' } } },
  },
};
