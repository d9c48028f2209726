import { Repeater } from './repeater.given.ts';
import { MemorySubgraph } from './subgraph.given.ts';

/**
 * A small council in memory. Each object holds everything the whole graph knows of it, and each
 * subgraph shows its own part, so that graphql-js over the same objects is the monolith that the
 * federated answer must equal.
 */
export class TestCouncil {
  readonly changes = new Repeater<{ changed: unknown }>();
  readonly written: string[] = [];
  readonly people: TestPerson[];
  readonly teams: TestTeam[];
  readonly media: unknown[];

  constructor() {
    this.teams = [1, 2].map((n) => ({
      __typename: 'Team',
      id: `t${n}`,
      name: n === 1 ? 'North' : null,
      pence: n * 1_000,
      lead: null,
      board: [],
    }));
    this.people = Array.from({ length: 5 }, (_, n) => createPerson(n, this.teams));
    this.people.forEach((person, n) => {
      person.manager = n === 0 ? null : (this.people[0] ?? null);
      person.buddies = n === 4 ? null : this.people.filter((_, other) => other % 2 === n % 2);
      person.conversations.forEach((conversation, i) => {
        conversation.about = i % 2 === 0 ? person : this.teams[0];
      });
    });
    this.teams.forEach((team, n) => {
      team.lead = this.people[n] ?? null;
      team.board = this.people.map((person, i) => ({
        id: `${team.id}c${i}`,
        person,
        owner: i === 2 ? null : (this.people[0] ?? null),
        pence: i * 10,
      }));
    });
    this.media = [
      { __typename: 'Book', id: 'm1', title: 'Rights', pages: 12, reviews: [{ stars: 5 }] },
      { __typename: 'Film', id: 'm2', title: 'Values', pages: 'none', reviews: [] },
    ];
  }

  /** What the monolith resolves root fields with. */
  get root(): Record<string, unknown> {
    return {
      person: ({ id }: { id: string }) => this.person(id),
      people: () => this.people,
      search: ({ q }: { q?: string | null }) => this.search(q),
      media: () => this.media,
      board: ({ team }: { team: string }) => this.teams.find(({ id }) => id === team)?.board ?? [],
      brokenPerson: () => ({ ...this.person('p1'), name: null }),
      touch: ({ id }: { id: string }) => this.write(`touch ${id}`, id),
      open: ({ person }: { person: string }) => this.write(`open ${person}`, person),
      echo: ({ filter }: { filter: unknown }) => JSON.stringify(filter),
    };
  }

  person(id: string): TestPerson | null {
    return this.people.find((person) => person.id === id) ?? null;
  }

  write(what: string, id: string): TestPerson | null {
    this.written.push(what);
    return this.person(id);
  }

  private search(q: string | null | undefined): unknown[] {
    return q === 'none' ? [] : [this.people[1], this.teams[0], this.people[2], this.teams[1]];
  }

  subgraphs(): { people: MemorySubgraph; practice: MemorySubgraph; finance: MemorySubgraph } {
    const root = this.root as Record<string, (args: unknown) => unknown>;
    const query = (name: string) => (_: unknown, args: unknown) => root[name]?.(args);
    const byId = ({ id }: { id: string }) => this.person(id);
    const team = ({ id }: { id: string }) => this.teams.find((each) => each.id === id) ?? null;
    const conversation = ({ id }: { id: string }) =>
      this.people.flatMap((person) => person.conversations).find((each) => each.id === id);
    const card = ({ id }: { id: string }) =>
      this.teams.flatMap((each) => each.board).find((each) => each.id === id);
    return {
      people: new MemorySubgraph('people', PEOPLE, {
        Query: {
          person: query('person'),
          people: query('people'),
          search: query('search'),
          media: query('media'),
          brokenPerson: query('brokenPerson'),
          echo: query('echo'),
        },
        Mutation: { touch: query('touch') },
        Subscription: {
          changed: {
            subscribe: () => this.changes.listen(),
            resolve: (e: { changed: unknown }) => e.changed,
          },
        },
        Person: { __resolveReference: byId },
        Team: { __resolveReference: team },
      }),
      practice: new MemorySubgraph('practice', PRACTICE, {
        Query: { board: query('board') },
        Mutation: { open: query('open') },
        Person: {
          __resolveReference: (reference: { id: string }) => ({
            ...this.person(reference.id),
            given: reference,
          }),
          cost: ({ given }: { given: TestPerson }) => costOf(given),
        },
        Conversation: { __resolveReference: conversation },
        Card: { __resolveReference: card },
        Team: { __resolveReference: team },
        Media: {
          __resolveReference: ({ id }: { id: string }) =>
            this.media.find((each) => (each as { id: string }).id === id),
        },
      }),
      finance: new MemorySubgraph('finance', FINANCE, {
        Person: {
          __resolveReference: (reference: { id: string; cost?: number | null }) => ({
            ...this.person(reference.id),
            given: reference,
          }),
          perCost: ({ given }: { given: { cost: number | null } }) =>
            given.cost === null ? null : given.cost * 2,
        },
        Conversation: { __resolveReference: conversation },
        Card: { __resolveReference: card },
        Team: { __resolveReference: team },
      }),
    };
  }
}

interface TestPerson {
  readonly __typename: 'Person';
  readonly id: string;
  readonly nr: number;
  readonly name: string;
  readonly team: TestTeam | null;
  readonly dims: { readonly w: number; readonly h: number } | null;
  readonly weight: number | null;
  manager: TestPerson | null;
  buddies: TestPerson[] | null;
  readonly spent: number | (() => never);
  readonly cost: number | null;
  readonly perCost: number | null;
  readonly conversations: TestConversation[];
  readonly convs: (args: { first: number }) => TestConversation[];
}
interface TestConversation {
  readonly id: string;
  readonly text: string;
  readonly pence: number;
  about: unknown;
}
interface TestTeam {
  readonly __typename: string;
  readonly id: string;
  readonly name: string | null;
  readonly pence: number;
  lead: TestPerson | null;
  board: { id: string; person: TestPerson; owner: TestPerson | null; pence: number }[];
}

function costOf({ weight, dims }: Pick<TestPerson, 'weight' | 'dims'>): number | null {
  return weight === null ? null : weight * (dims?.w ?? 1) * (dims?.h ?? 1);
}

function createPerson(n: number, teams: readonly TestTeam[]): TestPerson {
  const weight = n === 3 ? null : 50 + n;
  const dims = n === 1 ? null : { w: n, h: 2 };
  const cost = costOf({ weight, dims });
  const conversations = Array.from({ length: n }, (_, i) => ({
    id: `p${n}v${i}`,
    text: `“Said” ${i}\n\u2028`,
    pence: i,
    about: null,
  }));
  return {
    __typename: 'Person',
    id: `p${n}`,
    nr: n,
    name: `Person ${n} "quoted"`,
    team: n === 2 ? null : (teams[n % 2] ?? null),
    dims,
    weight,
    manager: null,
    buddies: null,
    spent: n * 100,
    cost,
    perCost: cost === null ? null : cost * 2,
    conversations,
    convs: ({ first }) => conversations.slice(0, first),
  };
}

const PEOPLE = `
type Query {
  person(id: ID!): Person
  people: [Person!]!
  search(q: String = "all"): [Hit!]!
  media: [Media!]!
  brokenPerson: Person
  echo(filter: Filter!): String
}
input Filter { words: [String!]!, limit: Int! = 7, kind: Kind }
enum Kind { NEAR FAR SECRET @inaccessible }
type Mutation { touch(id: ID!): Person! }
type Subscription { changed(team: ID!, after: String): Change! }
type Change { kind: String! person: Person! hit: Hit }
union Hit = Person | Team
interface Media @key(fields: "id") { id: ID! title: String! }
type Book implements Media @key(fields: "id") { id: ID! title: String! pages: Int }
type Film implements Media @key(fields: "id") { id: ID! title: String! pages: String }
type Person @key(fields: "id") @key(fields: "team { id } nr") {
  id: ID! nr: Int name: String! team: Team dims: Dims @shareable weight: Int manager: Person buddies: [Person!]
}
type Dims @shareable { w: Int h: Int }
type Team @key(fields: "id") { id: ID! name: String lead: Person }`;

const PRACTICE = `
type Query { board(team: ID!): [Card!]! }
type Mutation { open(person: ID!): Person! }
type Card @key(fields: "id") { id: ID! person: Person! owner: Person @provides(fields: "name") }
type Person @key(fields: "id") {
  id: ID! name: String! @external weight: Int @external dims: Dims @external
  cost: Int @requires(fields: "weight dims { w h }")
  convs(first: Int = 2): [Conversation!]
}
type Dims @shareable { w: Int h: Int }
type Conversation @key(fields: "id") { id: ID! text: String about: About }
union About = Person | Team
type Team @key(fields: "id") { id: ID! board: [Card!] }
type Media @interfaceObject @key(fields: "id") { id: ID! reviews: [Review!]! }
type Review { stars: Int }`;

const FINANCE = `
type Person @key(fields: "id") {
  id: ID! spent: Int @tag(name: "own") cost: Int @external perCost: Int @requires(fields: "cost")
}
type Conversation @key(fields: "id") { id: ID! pence: Int }
type Card @key(fields: "id") { id: ID! pence: Int }
type Team @key(fields: "id") { id: ID! pence: Int }`;
