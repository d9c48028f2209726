import { loaderMany, loaderOne } from '@connected-lives/kit/loader';
import type { ServiceName } from '@connected-lives/kit/service-name';

/** What the council answers to the case view, of one person. */
export interface Case extends Identified {
  readonly conversations: ListOf<ConversationAnswer>;
  readonly commitments: ListOf<Identified & { readonly committedAt: string }>;
}

interface ConversationAnswer extends Identified {
  readonly openedAt: string;
  readonly completedAt: string | null;
  readonly outcomes: ListOf<OutcomeAnswer>;
}

interface OutcomeAnswer extends Identified {
  readonly agreedAt: string;
  readonly achieved: boolean;
  readonly committedPence: number;
  readonly spentPence: number;
}

interface Identified {
  readonly id: string;
}

interface ListOf<Node> {
  readonly edges: readonly { readonly node: Node }[];
}

/**
 * Loaders for what the case view asks of each service, under the names and with the rows that the
 * service's own resolvers know, over cases that lie in memory. Made once an operation, as those that
 * read a database are, so that as much is gathered and given out.
 */
export function loadersOfCases(cases: readonly Case[]): Record<ServiceName, () => object> {
  const people = new Map(cases.map((person) => [person.id, person]));
  const conversations = new Map(
    cases.map(({ id, conversations: { edges } }) => [
      id,
      edges.map(({ node }) => conversationRow(id, node)),
    ]),
  );
  const commitments = new Map(
    cases.map(({ id, commitments: { edges } }) => [
      id,
      edges.map(({ node }) => ({
        ...node,
        personId: id,
        committedAt: new Date(node.committedAt),
      })),
    ]),
  );
  const talks = cases.flatMap((person) => person.conversations.edges.map(({ node }) => node));
  const outcomes = new Map(
    talks.map(({ id, outcomes: { edges } }) => [id, edges.map(({ node }) => outcomeRow(id, node))]),
  );
  const spend = new Map([...outcomes.values()].flat().map((outcome) => [outcome.id, outcome]));
  return {
    people: () => ({
      peopleById: loaderOne(
        (ids: readonly string[]) => Promise.resolve(ids.flatMap((id) => people.get(id) ?? [])),
        ({ id }) => id,
      ),
    }),
    practice: () => ({
      conversationsByPersonId: onePage(conversations, ({ personId }) => personId),
      outcomesByConversationId: onePage(outcomes, ({ conversationId }) => conversationId),
    }),
    finance: () => ({
      commitmentsByPersonId: onePage(commitments, ({ personId }) => personId),
      spendByOutcomeId: loaderOne(
        (ids: readonly string[]) => Promise.resolve(ids.flatMap((id) => spend.get(id) ?? [])),
        ({ id }) => id,
      ),
    }),
  };
}

/** Lists whose one page is in memory: whichever page is asked for. */
function onePage<Row extends object>(
  rows: ReadonlyMap<string, readonly Row[]>,
  ownerOf: (row: Row) => string,
) {
  const loader = loaderMany(
    (ids: readonly string[]) => Promise.resolve(ids.flatMap((id) => rows.get(id) ?? [])),
    ownerOf,
  );
  return () => loader;
}

function conversationRow(personId: string, node: ConversationAnswer) {
  const { openedAt, completedAt } = node;
  return {
    ...node,
    personId,
    openedAt: new Date(openedAt),
    completedAt: completedAt === null ? null : new Date(completedAt),
  };
}

function outcomeRow(conversationId: string, node: OutcomeAnswer) {
  const agreedAt = new Date(node.agreedAt);
  return { ...node, conversationId, agreedAt, achievedAt: node.achieved ? agreedAt : null };
}
