export const LIST_LENGTH = 100;

/** A page of the people of somebody's team, as long as a page may be. */
export const LIST_PEOPLE = `query ListPeople {
  findPeople(first: ${String(LIST_LENGTH)}) {
    edges {
      node { id name preferredName dateOfBirth nhsNumber district communicationNeeds }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;
