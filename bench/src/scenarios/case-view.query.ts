export const CASE_CONVERSATIONS = 10;
export const CASE_OUTCOMES = 10;
export const CASE_COMMITMENTS = 20;

/** One person as their practitioner opens the day with: from all three services. */
export const CASE_VIEW = `query CaseView($id: ID!) {
  person(id: $id) {
    id name preferredName dateOfBirth nhsNumber district communicationNeeds
    conversations(first: ${String(CASE_CONVERSATIONS)}) {
      edges {
        node {
          id purpose stage ledBy openedAt completedAt
          outcomes(first: ${String(CASE_OUTCOMES)}) {
            edges {
              node { id ownWords wellbeingArea agreedAt achieved committedPence spentPence }
            }
          }
        }
      }
    }
    commitments(first: ${String(CASE_COMMITMENTS)}) {
      edges {
        node { id what rationale amountPence paidPence remainingPence state committedAt }
      }
    }
  }
}`;
