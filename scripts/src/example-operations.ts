import { FINANCIAL_YEARS } from './demo-council/calendar.ts';
import { DEMO_TEAMS, findDemoPerson } from './demo-people.ts';

/** An operation to begin with, in GraphiQL. Together they are the main job of the council. */
export interface ExampleOperation {
  readonly name: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const PERSON_ID = findDemoPerson('citizen')?.actor.personId;
const THIS_YEAR = FINANCIAL_YEARS.at(-1);
const TEAM_ID = DEMO_TEAMS.stevenageOlderPeople.id;

export const EXAMPLES: readonly ExampleOperation[] = [
  {
    name: 'WhoIsHere',
    query: `# Who am I, and whom do I work with? Choose somebody else above and compare.
query WhoIsHere {
  me {
    name
    role
    teams {
      name
    }
  }
  findPeople(first: 5) {
    edges {
      node {
        id
        name
        district
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
  },
  {
    name: 'OneLife',
    query: `# One person, from all three services at once.
query OneLife($personId: ID!) {
  person(id: $personId) {
    name
    preferredName
    communicationNeeds
    conversations(first: 5) {
      edges {
        node {
          id
          purpose
          stage
          ledBy
          outcomes(first: 5) {
            edges {
              node {
                id
                ownWords
                wellbeingArea
                achieved
                committedPence
                spentPence
              }
            }
          }
        }
      }
    }
  }
}
`,
    variables: { personId: PERSON_ID },
  },
  {
    name: 'OpenConversation',
    query: `# As the practitioner. The same key again gives the same conversation, not a second one.
mutation OpenConversation($input: OpenConversationInput!) {
  openConversation(input: $input) {
    id
    purpose
    openedAt
  }
}
`,
    variables: {
      input: {
        personId: PERSON_ID,
        purpose: 'To get back to the allotment after the fall.',
        stage: 'CONNECT_AND_ENABLE',
        ledBy: 'TOGETHER',
        idempotencyKey: 'example-open-conversation',
      },
    },
  },
  {
    name: 'AgreeOutcome',
    query: `# Put the id of an open conversation below: OpenConversation and OneLife show one.
mutation AgreeOutcome($input: AgreeOutcomeInput!) {
  agreeOutcome(input: $input) {
    id
    ownWords
    wellbeingArea
  }
}
`,
    variables: {
      input: {
        conversationId: 'the id of a conversation',
        ownWords: 'I want to walk to my allotment and back on my own.',
        wellbeingArea: 'WORK_EDUCATION_AND_RECREATION',
        howWeWillWorkTowardsIt: 'Practise the way together twice a week, with a rest on the way.',
        idempotencyKey: 'example-agree-outcome',
      },
    },
  },
  {
    name: 'CommitSpend',
    query: `# Put the id of an outcome below. The money is committed there and then: nobody approves.
mutation CommitSpend($input: CommitSpendInput!) {
  commitSpend(input: $input) {
    ... on SpendCommitted {
      commitment {
        id
        what
        amountPence
      }
      budget {
        availablePence
      }
    }
    ... on NotEnoughBudget {
      availablePence
    }
  }
}
`,
    variables: {
      input: {
        outcomeId: 'the id of an outcome',
        amountPence: 4500,
        what: 'A folding stool and a second-hand trolley',
        rationale: 'A place to rest makes the whole way possible without anybody else.',
        idempotencyKey: 'example-commit-spend',
      },
    },
  },
  {
    name: 'TeamBoardLive',
    query: `# Runs until you stop it: every change to the team's board, as it happens.
subscription TeamBoardLive($teamId: ID!) {
  teamBoardChanged(teamId: $teamId) {
    kind
    column
    cursor
    card {
      purpose
      outcomesAgreed
      committedPence
    }
  }
}
`,
    variables: { teamId: TEAM_ID },
  },
  {
    name: 'CostOfOutcomes',
    query: `# As the commissioner: what people achieved, and what it cost, with nobody's name in it.
query CostOfOutcomes($from: LocalDate!, $to: LocalDate!) {
  outcomeReport(from: $from, to: $to, by: [WELLBEING_AREA]) {
    cells {
      wellbeingArea
      suppressed
      outcomesAgreed
      outcomesAchieved
      spentPence
      costPerAchievedOutcomePence
    }
  }
}
`,
    variables: { from: THIS_YEAR?.startsOn, to: THIS_YEAR?.endsOn },
  },
];
