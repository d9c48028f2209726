import { CASE_VIEW } from './case-view.query.ts';

/** The header of one person: what one service knows, and the least a gateway is asked for. */
export const SMALL = `query Small($id: ID!) {
  person(id: $id) { id name preferredName dateOfBirth nhsNumber district }
}`;

const PAGE_MAX = 100;

/** A page of people with what was said, agreed and committed, from all three services: about 200 KB. */
export const LONG_LIST = `query LongList($first: Int!) {
  findPeople(first: $first) {
    edges {
      node {
        id name preferredName dateOfBirth nhsNumber district communicationNeeds
        conversations(first: 3) {
          edges {
            node {
              id purpose stage ledBy openedAt completedAt
              outcomes(first: 2) {
                edges { node { id ownWords wellbeingArea agreedAt achieved } }
              }
            }
          }
        }
        commitments(first: 3) {
          edges {
            node { id what rationale amountPence paidPence remainingPence state committedAt }
          }
        }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** One of the three things that all gateways are asked. */
export interface GatewayQuestion {
  readonly name: string;
  readonly title: string;
  readonly query: string;
  /** One after the other, for answers that differ. */
  readonly variables: readonly object[];
  /** What every right answer has in its body. */
  readonly has: string;
}

export function gatewayQuestions(personIds: readonly string[]): GatewayQuestion[] {
  const persons = personIds.map((id) => ({ id }));
  return [
    {
      name: 'small',
      title: 'Small: the header of one person, of one service',
      query: SMALL,
      variables: persons,
      has: '"data":{"person":{"id"',
    },
    {
      name: 'case',
      title: 'Case view: one person, of three services',
      query: CASE_VIEW,
      variables: persons,
      has: '"data":{"person":{"id"',
    },
    {
      name: 'list',
      title: `List: ${String(PAGE_MAX)} people with what was said, agreed and committed, of three services`,
      query: LONG_LIST,
      // A few shorter ones beside it, so that the answer is not always the same.
      variables: Array.from({ length: 6 }, (_, i) => ({ first: PAGE_MAX - i })),
      has: '"data":{"findPeople":{"edges":[{"node"',
    },
  ];
}
