import type { Entity, TestGraph } from './test-graph.given.ts';

/**
 * Homes and those who live in them: entities with several keys, nested and compound, fields that
 * need nested fields of other subgraphs, in a chain, values that are shared, provided or overridden.
 */
export function createHousing(): TestGraph {
  const entities = createEntities();
  const { homes, people } = entities;
  return {
    name: 'housing',
    subgraphs: { homes: HOMES, people: PEOPLE, care: CARE, money: MONEY, register: REGISTER },
    monolith: MONOLITH,
    words: ['h0', 'h1', 'h2', 'p0', 'p1', 'p3', 'nobody', '“é”\n\u2028"\\'],
    rootFields: {
      home: ({ id }: { id: string }) => homes.find((home) => home['id'] === id) ?? null,
      homes: ({ first, filter }: { first: number; filter?: Filter | null }) =>
        homes.filter((home) => passes(home, filter)).slice(0, first),
      person: ({ id, email }: { id?: string | null; email?: string | null }) =>
        people.find((each) => each['id'] === id || each['email'] === email) ?? null,
      newest: () => homes[1],
      visited: () => homes.slice(0, 2),
      registered: () => homes.slice(1),
      echo: (args: unknown) => JSON.stringify(args),
      touch: ({ id }: { id: string }) => homes.find((home) => home['id'] === id) ?? null,
      greet: ({ id }: { id: string }) => people.find((each) => each['id'] === id) ?? null,
    },
    entities: { Home: homes, Person: people, Site: entities.sites },
    computed: {
      'Home.visitCost': ({ size, rooms, site }) => {
        const panes = (rooms as (({ windows: number[] | null } | null)[] | null)[] | null)
          ?.flat()
          .flatMap((room) => room?.windows ?? []).length;
        const area = (site as { place: { area: { grid: string } | null } | null }).place?.area;
        const storeys = (size as { storeys: number | null } | null)?.storeys;
        return `${panes ?? 'no'} panes, ${storeys ?? 'no'} storeys, ${area?.grid ?? 'nowhere'}`;
      },
      'Home.subsidy': ({ visitCost, landlord }) =>
        landlord === null ? null : JSON.stringify([visitCost, (landlord as Entity)['id']]),
      'Home.dampness': ({ rating }) => (rating === null ? null : Number(rating) * 2),
      'Person.greeting': ({ name, spouse }) =>
        JSON.stringify([name, (spouse as Entity | null)?.['name']]),
    },
  };
}

interface Filter {
  readonly kinds?: readonly string[] | null;
  readonly roomsMin?: number | null;
  readonly not?: Filter | null;
}

function passes(home: Entity, filter: Filter | null | undefined): boolean {
  if (filter === null || filter === undefined) {
    return true;
  }
  const { kinds, roomsMin, not } = filter;
  const kind = home['kind'] as string | null;
  return (
    (kinds === null || kinds === undefined || (kind !== null && kinds.includes(kind))) &&
    Number(home['number']) >= (roomsMin ?? 0) &&
    (not === null || not === undefined || !passes(home, not))
  );
}

function createEntities() {
  const people = Array.from({ length: 4 }, (_, n): Record<string, unknown> => ({
    __typename: 'Person',
    id: `p${n}`,
    email: `p${n}@example.test`,
    name: `Person ${n}`,
    born: n === 1 ? null : { year: 1950 + n, month: null },
    standing: n === 2 ? null : n % 2 === 0 ? 'GOOD' : 'NEW',
    balancePence: n * 12.5,
  }));
  const sites = ['s0', 's1'].map((code, n) => ({
    __typename: 'Site',
    code,
    name: n === 0 ? null : `Site ${n}`,
    flood: n === 0 ? [[1, null], null] : null,
    place: n === 0 ? { lat: 51, lon: -1, area: { name: 'Dacorum', grid: 'TL' } } : null,
  }));
  const homes = Array.from({ length: 4 }, (_, n): Record<string, unknown> => ({
    __typename: 'Home',
    id: `h${n}`,
    number: n % 2,
    site: sites[n < 2 ? 0 : 1],
    kind: ['HOUSE', 'FLAT', 'BARGE', null][n],
    rooms: n === 1 ? null : [[{ name: `r${n}`, windows: [1, n] }, null], [], null].slice(n % 3),
    size: n === 2 ? null : { area: 70.5 + n, storeys: n === 3 ? null : n },
    landlord: n === 1 ? null : people[n],
    rating: n === 3 ? null : n + 1,
    tags: [['a', null], null],
    registeredOn: n === 0 ? null : `19${n}0-01-01`,
    label: ({ upper, parts }: { upper?: boolean | null; parts?: string[] | null }) =>
      `${upper === true ? 'HOME' : 'home'} ${JSON.stringify(parts)}`,
    rentPence: n === 2 ? null : n * 100,
    residents: ({ first }: { first: number }) => people.slice(n % 2, (n % 2) + first),
    visits:
      n === 2
        ? null
        : people.slice(n % 3).map((by, i) => ({
            on: `2026-0${i + 1}-01`,
            by: i === 1 ? null : by,
            minutes: i * 15.5,
            party: [[by, null], []],
          })),
  }));
  homes.forEach((home, n) => {
    home['next'] = homes[n + 1] ?? null;
  });
  people.forEach((person, n) => {
    person['spouse'] = n === 3 ? null : people[n ^ 1];
    person['home'] = n === 0 ? null : homes[n];
    person['homes'] = [homes[n], homes[0]];
    person['friends'] = n === 2 ? null : [people[(n + 1) % 4], null, people[0]];
  });
  return { people, sites, homes };
}

const HOMES = `
type Query {
  home(id: ID!): Home
  homes(first: Int! = 3, filter: Filter = { kinds: [HOUSE, FLAT] }): [Home!]!
  newest: Home @shareable
  echo(id: ID, filter: Filter, on: Day, floats: [[Float!]]): String
}
type Mutation { touch(id: ID!): Home }
scalar Day
enum Kind { HOUSE FLAT BARGE @inaccessible }
input Filter { kinds: [Kind!] roomsMin: Int = 0 not: Filter secret: Int @inaccessible }
type Home @key(fields: "id") @key(fields: "site { code } number") {
  id: ID!
  number: Int!
  site: Site!
  kind: Kind
  rooms: [[Room]]
  size: Size
  landlord: Person
  rating: Int
  tags: [[String]]
  label(upper: Boolean = false, parts: [String!]): String! @tag(name: "shown")
}
type Site @key(fields: "code") { code: ID! name: String @shareable place: Place @shareable }
type Place @shareable { lat: Int lon: Int area: Area }
type Area @shareable { name: String grid: String @inaccessible }
type Room { name: String! windows: [Int!] }
type Size @shareable { area: Float storeys: Int }
type Person @key(fields: "id") { id: ID! }`;

const PEOPLE = `
type Query { person(id: ID, email: String): Person }
type Mutation { greet(id: ID!): Person }
type Person @key(fields: "id") @key(fields: "email") {
  id: ID!
  email: String!
  name: String! @shareable
  born: Month
  spouse: Person
  friends: [Person]
  home: Home
  homes: [Home!] @provides(fields: "kind")
}
enum Kind { HOUSE FLAT BARGE }
type Month { year: Int! month: Int }
type Home @key(fields: "id") { id: ID! kind: Kind @external residents(first: Int! = 2): [Person!] }`;

const REGISTER = `
type Query { registered: [Home!] }
scalar Day
type Home @key(fields: "site { code } number") {
  site: Site!
  number: Int!
  registeredOn: Day
  next: Home
}
type Site @key(fields: "code") { code: ID! flood: [[Int]] }`;

const CARE = `
type Query { visited: [Home] newest: Home @shareable }
scalar Day
type Home @key(fields: "id") {
  id: ID!
  site: Site! @external
  size: Size @external
  rooms: [[Room]] @external
  visits: [Visit!]
  rating: Int @override(from: "homes")
  visitCost: String @requires(fields: "size { storeys } rooms { windows } site { place { area { grid } } }")
}
type Site @key(fields: "code") { code: ID! place: Place @external }
type Place { area: Area @external }
type Area { grid: String @external }
type Room { windows: [Int!] @external }
type Size { storeys: Int @external }
type Visit { on: Day by: Person @provides(fields: "name") minutes: Float party: [[Person]] }
type Person @key(fields: "email") {
  email: String!
  name: String! @external
  spouse: Person @external
  greeting: String @requires(fields: "name spouse { name }")
}`;

const MONEY = `
enum Standing { GOOD NEW }
type Home @key(fields: "id") {
  id: ID!
  visitCost: String @external
  rating: Int @external
  landlord: Person @external
  rentPence: Int
  subsidy: String @requires(fields: "visitCost landlord { id }")
  dampness: Int @requires(fields: "rating")
}
type Person @key(fields: "id") { id: ID! standing: Standing balancePence: Float! }`;

const MONOLITH = `
type Query {
  home(id: ID!): Home
  homes(first: Int! = 3, filter: Filter = { kinds: [HOUSE, FLAT] }): [Home!]!
  newest: Home
  echo(id: ID, filter: Filter, on: Day, floats: [[Float!]]): String
  person(id: ID, email: String): Person
  visited: [Home]
  registered: [Home!]
}
type Mutation { touch(id: ID!): Home greet(id: ID!): Person }
scalar Day
enum Kind { HOUSE FLAT }
enum Standing { GOOD NEW }
input Filter { kinds: [Kind!] roomsMin: Int = 0 not: Filter }
type Home {
  id: ID!
  number: Int!
  site: Site!
  kind: Kind
  rooms: [[Room]]
  size: Size
  landlord: Person
  rating: Int
  tags: [[String]]
  label(upper: Boolean = false, parts: [String!]): String!
  residents(first: Int! = 2): [Person!]
  visits: [Visit!]
  visitCost: String
  rentPence: Int
  subsidy: String
  dampness: Int
  registeredOn: Day
  next: Home
}
type Site { code: ID! name: String place: Place flood: [[Int]] }
type Place { lat: Int lon: Int area: Area }
type Area { name: String }
type Room { name: String! windows: [Int!] }
type Size { area: Float storeys: Int }
type Visit { on: Day by: Person minutes: Float party: [[Person]] }
type Month { year: Int! month: Int }
type Person {
  id: ID!
  email: String!
  name: String!
  born: Month
  spouse: Person
  friends: [Person]
  home: Home
  homes: [Home!]
  greeting: String
  standing: Standing
  balancePence: Float!
}`;
