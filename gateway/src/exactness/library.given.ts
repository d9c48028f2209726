import type { TestGraph } from './test-graph.given.ts';

/**
 * Things that are lent: an entity interface, a subgraph that knows only the interface, unions and
 * interfaces that cut across one another, parts that clients must not see.
 */
export function createLibrary(): TestGraph {
  const { items, members, reviews } = createEntities();
  const shelf = {
    __typename: 'Shelf',
    label: 'Top',
    rows: [[items[0], null, items[1]], null, [items[2]]],
    top: members[1],
    odd: [items[0], { __typename: 'Vault', code: 1 }, { __typename: 'Shelf', label: 'Low' }],
  };
  const itemsOf = (...types: string[]) =>
    items.filter((item) => types.includes(String(item['__typename'])));
  return {
    name: 'library',
    subgraphs: { catalogue: CATALOGUE, reviews: REVIEWS, loans: LOANS },
    monolith: MONOLITH,
    words: ['i0', 'i1', 'i2', 'm0', 'm1', 'nothing', 'é"'],
    rootFields: {
      item: ({ id }: { id: string }) => items.find((item) => item['id'] === id) ?? null,
      items: ({ kinds }: { kinds?: readonly string[] | null }) =>
        kinds === null || kinds === undefined
          ? items
          : items.filter((item) => kinds.includes(String(item['__typename']).toUpperCase())),
      search: ({ q }: { q?: string | null }) =>
        q === 'nothing'
          ? []
          : [items[0], members[0], null, items[1], { __typename: 'Vault', code: 1 }, shelf],
      shelf: () => shelf,
      works: () => itemsOf('Book', 'Film'),
      best: () => items[1],
      topReviews: ({ first }: { first: number }) => reviews.slice(0, first),
      member: ({ id }: { id: string }) => members.find((each) => each['id'] === id) ?? null,
      lent: () => itemsOf('Book', 'Tool'),
      latest: () => [members[1], reviews[0], items[2], items[0]],
    },
    entities: {
      Item: items,
      Book: itemsOf('Book'),
      Film: itemsOf('Film'),
      Tool: itemsOf('Tool'),
      Member: members,
      Review: reviews,
    },
    computed: {
      'Book.fee': ({ pages }) => (pages === null ? null : `${Number(pages) * 2}p`),
    },
  };

  function createEntities() {
    const members = ['m0', 'm1', 'm2'].map((id, n): Record<string, unknown> => ({
      __typename: 'Member',
      id,
      name: n === 2 ? null : `Member ${n}`,
      contact: { phone: '01', post: n === 0 ? null : 'AL1' },
    }));
    const base = (n: number, typename: string): Record<string, unknown> => ({
      __typename: typename,
      id: `i${n}`,
      title: n === 3 ? null : `Title ${n}`,
      owner: n === 1 ? null : members[n % 3],
      stars: n === 2 ? null : n + 0.5,
      about: ({ short }: { short: boolean }) => (short ? `${n}` : `Item ${n} of the library`),
    });
    const items: Record<string, unknown>[] = [
      { ...base(0, 'Book'), pages: 12, author: members[1], secret: 'x' },
      { ...base(1, 'Film'), minutes: 90, author: members[0], cast: [members[0], members[2]] },
      { ...base(2, 'Tool'), weight: { kg: 1.5 } },
      { ...base(3, 'Book'), pages: null, author: null, secret: null },
      { ...base(4, 'Tool'), weight: null },
    ];
    const reviews = items.flatMap((item, n) =>
      members.slice(n % 3).map((by, i): Record<string, unknown> => ({
        __typename: 'Review',
        id: `r${n}${i}`,
        text: i === 0 ? `“${n}”` : null,
        item: i === 2 ? null : item,
        by,
        hidden: true,
        subject: i % 2 === 0 && item['__typename'] !== 'Film' ? item : by,
      })),
    );
    for (const item of items) {
      item['reviews'] = ({ first }: { first: number }) =>
        reviews.filter((review) => review['item'] === item).slice(0, first);
      item['loans'] = members.slice(0, 2).map((to, i) => ({ to, item, due: i === 0 ? null : 7 }));
      item['related'] = [items[0], null, items[2], items[1]];
    }
    members.forEach((member, n) => {
      member['reviews'] = n === 1 ? null : reviews.filter(({ by }) => by === member).slice(0, 2);
      member['loans'] = [{ to: member, item: items[n === 0 ? 2 : 0], due: n }];
      member['favourite'] = [items[1], items[0], null][n];
      member['likes'] = [items[n === 2 ? 3 : n], members[0], null];
    });
    return { items, members, reviews };
  }
}

const CATALOGUE = `
type Query {
  item(id: ID!): Item
  items(kinds: [ItemKind!]): [Item!]!
  search(q: String): [Hit]
  shelf: Shelf
  works: [Work!]
}
enum ItemKind { BOOK FILM TOOL }
interface Item @key(fields: "id") { id: ID! title: String owner: Member }
interface Work { title: String author: Member }
interface Named { label: String }
type Book implements Item & Work @key(fields: "id") {
  id: ID!
  title: String
  owner: Member
  author: Member
  pages: Int
  secret: String @inaccessible
}
type Film implements Item & Work @key(fields: "id") {
  id: ID!
  title: String
  owner: Member
  author: Member
  minutes: Int
  cast: [Member!]
}
type Tool implements Item @key(fields: "id") { id: ID! title: String owner: Member weight: Weight @shareable }
type Weight @shareable { kg: Float }
type Vault implements Named @inaccessible { code: Int label: String }
type Shelf implements Named { label: String rows: [[Item]] top: Hit odd: [Spot] }
union Hit @tag(name: "found") = Book | Film | Member | Shelf | Vault
union Spot = Book | Shelf | Vault
type Member @key(fields: "id") { id: ID! name: String likes: [Hit] }`;

const REVIEWS = `
type Query { best: Item topReviews(first: Int! = 3): [Review!]! }
type Item @interfaceObject @key(fields: "id") {
  id: ID!
  stars: Float
  reviews(first: Int! = 2): [Review!]!
}
type Review @key(fields: "id") {
  id: ID!
  text: String
  item: Item
  by: Member
  hidden: Boolean @inaccessible
}
type Member @key(fields: "id") { id: ID! reviews: [Review!] favourite: Item }`;

const LOANS = `
type Query { member(id: ID!): Member lent: [Loanable!] latest: [Subject!] }
union Loanable = Book | Tool
union Subject = Review | Member | Book | Tool
interface Counted { loans: [Loan!] }
type Book implements Counted @key(fields: "id") {
  id: ID!
  loans: [Loan!]
  pages: Int @external
  fee: String @requires(fields: "pages")
  about(short: Boolean! = true): String
}
type Tool implements Counted @key(fields: "id") {
  id: ID!
  loans: [Loan!]
  weight: Weight @shareable
  about(short: Boolean! = true): String
}
type Weight @shareable { kg: Float }
type Loan { to: Member! item: Loanable due: Int }
type Review @key(fields: "id") { id: ID! subject: Subject }
type Member implements Counted @key(fields: "id") {
  id: ID!
  contact: Contact
  loans: [Loan!]
}
type Contact { phone: String @inaccessible post: String }`;

const MONOLITH = `
type Query {
  item(id: ID!): Item
  items(kinds: [ItemKind!]): [Item!]!
  search(q: String): [Hit]
  shelf: Shelf
  works: [Work!]
  best: Item
  topReviews(first: Int! = 3): [Review!]!
  member(id: ID!): Member
  lent: [Loanable!]
  latest: [Subject!]
}
enum ItemKind { BOOK FILM TOOL }
interface Item {
  id: ID!
  title: String
  owner: Member
  stars: Float
  reviews(first: Int! = 2): [Review!]!
}
interface Work { title: String author: Member }
interface Named { label: String }
interface Counted { loans: [Loan!] }
type Book implements Item & Work & Counted {
  id: ID!
  title: String
  owner: Member
  author: Member
  pages: Int
  stars: Float
  reviews(first: Int! = 2): [Review!]!
  loans: [Loan!]
  fee: String
  about(short: Boolean! = true): String
}
type Film implements Item & Work {
  id: ID!
  title: String
  owner: Member
  author: Member
  minutes: Int
  cast: [Member!]
  stars: Float
  reviews(first: Int! = 2): [Review!]!
}
type Tool implements Item & Counted {
  id: ID!
  title: String
  owner: Member
  weight: Weight
  stars: Float
  reviews(first: Int! = 2): [Review!]!
  loans: [Loan!]
  about(short: Boolean! = true): String
}
type Weight { kg: Float }
type Shelf implements Named { label: String rows: [[Item]] top: Hit odd: [Spot] }
union Hit = Book | Film | Member | Shelf
union Spot = Book | Shelf
union Loanable = Book | Tool
union Subject = Review | Member | Book | Tool
type Review { id: ID! text: String item: Item by: Member subject: Subject }
type Member implements Counted {
  id: ID!
  name: String
  likes: [Hit]
  reviews: [Review!]
  favourite: Item
  contact: Contact
  loans: [Loan!]
}
type Contact { post: String }
type Loan { to: Member! item: Loanable due: Int }`;
