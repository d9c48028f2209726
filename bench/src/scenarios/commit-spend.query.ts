/** What an app asks for when somebody commits money: that it is done, and what is left. */
export const COMMIT_SPEND = `mutation CommitSpend($input: CommitSpendInput!) {
  commitSpend(input: $input) {
    __typename
    ... on SpendCommitted { commitment { id } budget { availablePence } }
    ... on NotEnoughBudget { availablePence }
  }
}`;

export const COMMITMENT = {
  amountPence: 1,
  what: 'A penny of the bench',
  rationale: 'To see how fast money can be committed.',
} as const;
