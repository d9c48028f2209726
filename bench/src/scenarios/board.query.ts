/** A team's board as its screen follows it, with names, which the people service has. */
export const BOARD_WITH_NAMES = `subscription Board($team: ID!) {
  teamBoardChanged(teamId: $team) {
    kind column conversationId cursor
    card { id purpose stage lastChangedAt outcomesAgreed outcomesAchieved person { name } }
  }
}`;

/** The same, of practice alone. */
export const BOARD_OF_PRACTICE = `subscription Board($team: ID!) {
  teamBoardChanged(teamId: $team) {
    kind column conversationId cursor
    card { id purpose stage lastChangedAt outcomesAgreed outcomesAchieved }
  }
}`;

export const ADD_PASSAGE = `mutation AddPassage($input: AddPassageInput!) {
  addPassage(input: $input) { id }
}`;
