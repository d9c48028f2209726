/** What may be asked of the council of the tests: what it is about, the document, variables. */
export const COUNCIL_OPERATIONS: [string, string, Record<string, unknown>?][] = [
  ['an entity of three subgraphs', '{ person(id: "p3") { name spent convs { text pence } } }'],
  ['a person who is not there', '{ person(id: "nobody") { name spent } }'],
  [
    'the order the client asked in',
    '{ person(id: "p3") { spent convs { pence id text } id name } people { spent id } }',
  ],
  [
    'aliases',
    '{ first: person(id: "p1") { a: name b: spent } second: person(id: "p2") { a: spent b: name } }',
  ],
  [
    'aliases that repeat other field names',
    '{ person(id: "p1") { name: id id: name spent team { x: id id: name pence } } }',
  ],
  [
    'aliases that every object inherits',
    '{ person(id: "p1") { constructor: name toString: spent valueOf: weight } }',
  ],
  ['an alias of what another field requires', '{ person(id: "p2") { weight: name cost } }'],
  [
    '__typename everywhere',
    '{ __typename person(id: "p1") { t: __typename __typename spent } search { kind: __typename } }',
  ],
  ['only __typename', '{ __typename }'],
  ['a chain of @requires', '{ people { id perCost } }'],
  ['@requires beside its own answer', '{ people { perCost cost dims { h } } }'],
  ['@provides', '{ board(team: "t1") { id owner { name } person { name spent } pence } }'],
  [
    'entities reached by many ways',
    '{ a: person(id: "p1") { spent manager { spent convs { id } } buddies { spent team { pence } } } b: person(id: "p3") { spent manager { spent } } board(team: "t1") { person { spent convs { pence } } } }',
  ],
  [
    'a union',
    '{ search { ... on Person { spent name } ... on Team { pence label: name lead { spent } } } }',
  ],
  [
    'a union inside an entity',
    '{ people { convs(first: 9) { about { __typename ... on Team { label: name pence } ... on Person { name spent } } } } }',
  ],
  [
    'an interface object',
    '{ media { id title reviews { stars } ... on Book { pages } ... on Film { length: pages reviews { stars } } } }',
  ],
  [
    'an interface through one of its types',
    '{ media { ... on Film { pages reviews { stars } } } }',
  ],
  [
    'named fragments',
    'query { person(id: "p2") { ...A ...B } } fragment A on Person { name manager { ...B } } fragment B on Person { spent convs { ...C } } fragment C on Conversation { text pence }',
  ],
  [
    'fields asked twice',
    '{ person(id: "p3") { convs { id } convs { text pence } ... on Person { convs { about { ... on Team { id } } } } } }',
  ],
  [
    'include',
    'query ($f: Boolean!) { person(id: "p1") { name spent @include(if: $f) ... @include(if: $f) { convs { id } } } }',
    { f: false },
  ],
  [
    'include that holds',
    'query ($f: Boolean!) { person(id: "p1") { name spent @include(if: $f) ... @include(if: $f) { convs { id } } } }',
    { f: true },
  ],
  [
    'skip on a fragment',
    'query ($f: Boolean!) { person(id: "p1") { name ...F @skip(if: $f) } } fragment F on Person { spent convs { pence } }',
    { f: true },
  ],
  [
    'two conditions',
    'query ($f: Boolean!, $g: Boolean!) { person(id: "p1") { ... @include(if: $f) { spent @skip(if: $g) } } }',
    { f: true, g: true },
  ],
  [
    'a condition on one of two requests for a field',
    'query ($f: Boolean!) { person(id: "p3") { convs @include(if: $f) { id text } convs { pence } } }',
    { f: false },
  ],
  [
    'a condition on the root',
    'query ($f: Boolean!) { person(id: "p1") @include(if: $f) { name spent } other: person(id: "p2") { name } }',
    { f: false },
  ],
  [
    'constant conditions',
    '{ person(id: "p1") { name @skip(if: true) spent @include(if: true) id } }',
  ],
  [
    'variables',
    'query ($id: ID!, $n: Int) { person(id: $id) { x: convs(first: $n) { id } y: convs(first: 1) { id pence } } }',
    { id: 'p3', n: 2 },
  ],
  [
    'defaults of variables',
    'query ($id: ID! = "p2", $n: Int = 1) { person(id: $id) { convs(first: $n) { id } } }',
  ],
  [
    'defaults inside inputs',
    'query ($f: Filter!) { echo(filter: $f) }',
    { f: { words: 'one', kind: 'NEAR' } },
  ],
  ['literal inputs', '{ echo(filter: { words: ["a", "b"], limit: 2, kind: FAR }) }'],
  [
    'nulls that are allowed',
    '{ people { team { name lead { team { name } } } dims { w } manager { name } buddies { id } } }',
  ],
  [
    'introspection beside data',
    '{ __schema { queryType { name } } person(id: "p1") { name } __type(name: "Dims") { fields { name type { name } } } }',
  ],
  ['a mutation', 'mutation { touch(id: "p1") { name spent } }'],
  [
    'mutations of two subgraphs',
    'mutation { a: touch(id: "p1") { spent convs { id } } open(person: "p2") { name spent } b: touch(id: "p3") { perCost } }',
  ],
];
