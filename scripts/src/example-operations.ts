import { financialYearOf, TODAY } from './demo-council/calendar.ts';
import { DEMO_TEAMS, findDemoPerson } from './demo-people.ts';
import { readOperations } from './schema/stored-operations.ts';

/** An operation to begin with, in GraphiQL. Together they are the main job of the council. */
export interface ExampleOperation {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const PERSON_ID = findDemoPerson('citizen')?.actor.personId;
/** The year in which the demo council stands still. */
const THIS_YEAR = financialYearOf(TODAY);
const TEAM_ID = DEMO_TEAMS.stevenageOlderPeople.id;

/** Stored operations that newcomers begin with, in this order, and variables that fit the demo. */
const VARIABLES: Readonly<Record<string, ExampleOperation['variables']>> = {
  WhoIsHere: {},
  FindPeople: { search: 'Marygold Hexten', first: 5, after: null },
  OneLife: { personId: PERSON_ID },
  OpenConversation: {
    input: {
      personId: PERSON_ID,
      purpose: 'To get back to the allotment after the fall.',
      stage: 'CONNECT_AND_ENABLE',
      ledBy: 'TOGETHER',
      idempotencyKey: 'example-open-conversation',
    },
  },
  AgreeOutcome: {
    input: {
      conversationId: 'paste the id that OpenConversation answered',
      ownWords: 'I want to walk to my allotment and back on my own.',
      wellbeingArea: 'WORK_EDUCATION_AND_RECREATION',
      howWeWillWorkTowardsIt: 'Practise the way together twice a week, with a rest on the way.',
      idempotencyKey: 'example-agree-outcome',
    },
  },
  CommitSpend: {
    input: {
      outcomeId: 'paste the id that AgreeOutcome answered',
      amountPence: 4500,
      what: 'A folding stool and a second-hand trolley',
      rationale: 'A place to rest makes the whole way possible without anybody else.',
      idempotencyKey: 'example-commit-spend',
    },
  },
  TeamBoardLive: { teamId: TEAM_ID, after: null },
  OpenRecordUrgently: {
    input: {
      personId: PERSON_ID,
      reason: 'A neighbour rang: nobody answers the door, and the light is on.',
      idempotencyKey: 'example-open-record-urgently',
    },
  },
  RecordOpenedUrgentlyLive: { teamId: TEAM_ID, after: null },
  WhoLookedAtMyRecord: { first: 10, after: null },
  CostOfOutcomes: { from: THIS_YEAR.startsOn, to: THIS_YEAR.endsOn },
};

export async function readExamples(): Promise<readonly ExampleOperation[]> {
  const operations = await readOperations();
  return Object.entries(VARIABLES).map(([name, variables]) => {
    const operation = operations.find((each) => each.name === name);
    if (operation === undefined) {
      throw new Error(`schema/operations/${name}.graphql is missing.`);
    }
    return { name, query: operation.text, variables };
  });
}
