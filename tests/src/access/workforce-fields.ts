import { randomUUID } from 'node:crypto';
import { today } from '../journeys/answers.ts';
import type { RootField } from './root-field.ts';
import type { World } from './world.ts';

type Given = (world: World) => Record<string, unknown> | Promise<Record<string, unknown>>;

const mutation = (
  name: string,
  given: Given,
  answers: RootField['answers'],
  selection: string,
): RootField => ({
  document: `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) {
    ${name}(input: $input) ${selection} }`,
  variables: async (world) => ({
    input: { ...(await given(world)), idempotencyKey: randomUUID() },
  }),
  answers,
  nothing: null,
});

const RECORDED = '{ warnings { field } practitioner { id } }';
const ANYBODY = { answers: ['everybody'], public: true } as const;

/** The root fields of who works with whom, in which team, and of the posts that are open. */
export const WORKFORCE_FIELDS: Readonly<Record<string, RootField>> = {
  'Query.peopleWithoutWorker': {
    document: `query ($teamId: ID!) {
      peopleWithoutWorker(teamId: $teamId) { edges { node { name } } }
    }`,
    variables: ({ teamId }) => ({ teamId }),
    answers: ['reach', 'representative', 'themself', 'finance'],
    nothing: { peopleWithoutWorker: { edges: [] } },
  },
  'Mutation.allocateWorker': mutation(
    'allocateWorker',
    async (world) => ({
      personId: await world.freshPerson(),
      practitionerId: world.practitionerId,
      weight: 2,
    }),
    ['team'],
    '{ id }',
  ),
  'Mutation.weighAllocation': mutation(
    'weighAllocation',
    async ({ freshAllocation }) => ({ allocationId: await freshAllocation(), weight: 5 }),
    ['team'],
    '{ id }',
  ),
  'Mutation.endAllocation': mutation(
    'endAllocation',
    async ({ freshAllocation }) => ({ allocationId: await freshAllocation() }),
    ['team'],
    '{ warnings { field } }',
  ),
  'Mutation.movePersonToTeam': mutation(
    'movePersonToTeam',
    async (world) => ({
      personId: await world.freshPerson(),
      teamId: world.gatewayTeamId,
      reason: 'They moved.',
    }),
    ['team'],
    '{ warnings { field } }',
  ),
  'Mutation.joinTeam': mutation(
    'joinTeam',
    ({ teamId }) => ({ teamId, name: 'Ines Dale', profession: 'NURSE' }),
    ['team manager'],
    RECORDED,
  ),
  'Mutation.changePractitioner': mutation(
    'changePractitioner',
    ({ practitionerId }) => ({ practitionerId, roleTitle: 'Senior' }),
    ['holder', 'team manager'],
    RECORDED,
  ),
  'Mutation.moveToTeam': mutation(
    'moveToTeam',
    async ({ freshPractitioner, gatewayTeamId }) => ({
      practitionerId: await freshPractitioner(),
      teamId: gatewayTeamId,
    }),
    ['team manager'],
    RECORDED,
  ),
  'Mutation.leaveCouncil': mutation(
    'leaveCouncil',
    async ({ freshPractitioner }) => ({
      practitionerId: await freshPractitioner(),
      leftOn: today(),
    }),
    ['team manager'],
    RECORDED,
  ),
  'Mutation.linkOwnRecord': mutation(
    'linkOwnRecord',
    async (world) => ({
      practitionerId: await world.freshPractitioner(),
      personId: await world.freshPerson(),
    }),
    ['team manager'],
    RECORDED,
  ),
  'Mutation.openTeam': mutation(
    'openTeam',
    () => ({ name: `Team ${randomUUID()}`, kind: 'SENSORY' }),
    ['development'],
    '{ name }',
  ),
  'Mutation.changeTeam': mutation(
    'changeTeam',
    async ({ freshTeam }) => ({ teamId: await freshTeam(), districts: ['WATFORD'] }),
    ['development'],
    '{ name }',
  ),
  'Mutation.closeTeam': mutation(
    'closeTeam',
    async ({ freshTeam }) => ({ teamId: await freshTeam() }),
    ['development'],
    '{ name }',
  ),
  'Query.vacancies': {
    document: '{ vacancies { edges { node { roleTitle learningOffers { title } } } } }',
    variables: async ({ freshVacancy }) => {
      await freshVacancy();
      return {};
    },
    ...ANYBODY,
    nothing: { vacancies: { edges: [] } },
  },
  'Query.vacancy': {
    document: 'query ($id: ID!) { vacancy(id: $id) { roleTitle teamName } }',
    variables: async ({ freshVacancy }) => ({ id: await freshVacancy() }),
    ...ANYBODY,
    nothing: { vacancy: null },
  },
  'Mutation.applyForRole': {
    ...mutation(
      'applyForRole',
      async ({ freshVacancy }) => ({
        vacancyId: await freshVacancy(),
        name: 'Ines Dale',
        email: 'ines@example.org',
        reason: 'To work like this.',
      }),
      ['everybody'],
      '{ reference }',
    ),
    ...ANYBODY,
  },
  'Query.expressionsOfInterest': {
    document: `query ($id: ID!) {
      expressionsOfInterest(vacancyId: $id) { edges { node { name email } } }
    }`,
    variables: async ({ freshInterest }) => ({ id: await freshInterest() }),
    answers: ['team manager', 'development'],
    nothing: { expressionsOfInterest: { edges: [] } },
  },
  'Mutation.publishVacancy': mutation(
    'publishVacancy',
    ({ teamId }) => ({
      teamId,
      roleTitle: 'Nurse',
      profession: 'NURSE',
      weeklyMinutes: 2_220,
      salaryFromPence: 3_000_000,
      salaryToPence: 3_500_000,
      district: 'WATFORD',
      words: 'You decide with the person.',
      opensOn: today(),
      closesOn: today(),
    }),
    ['team manager'],
    '{ id }',
  ),
  'Mutation.closeVacancy': mutation(
    'closeVacancy',
    async ({ freshVacancy }) => ({ vacancyId: await freshVacancy() }),
    ['team manager'],
    '{ id }',
  ),
};
