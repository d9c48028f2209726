import {
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isObjectType,
  isUnionType,
} from 'graphql';

/** Numbers that look like chance and come again with the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface WrittenOperation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

const ALIASES = ['id', 'name', 'spent', 'weight', 'team', 'a', 'b', 'c', 'constructor', 'pence'];
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  'Query.person': ['(id: "p0")', '(id: "p1")', '(id: "p3")', '(id: $id)', '(id: "nobody")'],
  'Query.search': ['', '(q: "none")', '(q: "all")'],
  'Query.board': ['(team: "t1")', '(team: "t2")', '(team: "t9")'],
  'Query.echo': ['(filter: { words: "w" })', '(filter: { words: ["a"], kind: NEAR })'],
  'Person.convs': ['', '(first: 1)', '(first: $n)'],
};

/** Writes an operation over the council of the tests, at random: mostly valid, sometimes not. */
export function writeOperation(schema: GraphQLSchema, seed: number): WrittenOperation {
  const next = random(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const fragments: string[] = [];
  const query = schema.getQueryType() as GraphQLCompositeType;
  const variables = {
    id: pick(['p0', 'p2', 'p4', 'nobody']),
    n: pick([0, 1, 3]),
    yes: next() < 0.5,
    no: next() < 0.5,
  };
  const selections = select(query, 1);
  return {
    query: `query ($id: ID!, $n: Int, $yes: Boolean!, $no: Boolean!) { u: person(id: $id) @include(if: $yes) { convs(first: $n) @skip(if: $no) { id } } ${selections} }\n${fragments.join('\n')}`,
    variables,
  };

  function select(type: GraphQLCompositeType, depth: number): string {
    const parts: string[] = [];
    const count = 1 + Math.floor(next() * 4);
    for (let i = 0; i < count; i++) {
      parts.push(selection(type, depth));
    }
    return parts.join(' ');
  }

  function selection(type: GraphQLCompositeType, depth: number): string {
    const chance = next();
    if (chance < 0.08 || (isUnionType(type) && chance < 0.15)) {
      return `${next() < 0.3 ? 'kind: ' : ''}__typename${condition()}`;
    }
    if (isUnionType(type) || (isAbstractType(type) && chance < 0.4)) {
      const concrete = pick(schema.getPossibleTypes(type));
      return `... on ${concrete.name}${condition()} { ${select(concrete, depth)} }`;
    }
    if (chance < 0.2) {
      return `... ${next() < 0.5 ? `on ${type.name}` : ''}${condition()} { ${select(type, depth)} }`;
    }
    if (chance < 0.28) {
      const name = `F${fragments.length}`;
      const place = fragments.push('') - 1;
      fragments[place] = `fragment ${name} on ${type.name} { ${select(type, depth)} }`;
      return `...${name}${condition()}`;
    }
    return isObjectType(type) || 'getFields' in type
      ? field(type.name, pick(Object.values(type.getFields())), depth)
      : '__typename';
  }

  function field(
    parent: string,
    definition: GraphQLField<unknown, unknown>,
    depth: number,
  ): string {
    const type = getNamedType(definition.type);
    if (!isLeafType(type) && depth >= 5) {
      return '__typename';
    }
    const alias = next() < 0.25 ? `${pick(ALIASES)}: ` : '';
    const given = pick(ARGUMENTS[`${parent}.${definition.name}`] ?? ['']);
    const inner = isCompositeType(type) ? ` { ${select(type, depth + 1)} }` : '';
    return `${alias}${definition.name}${given}${condition()}${inner}`;
  }

  function condition(): string {
    const chance = next();
    if (chance < 0.84) {
      return '';
    }
    return ` @${next() < 0.5 ? 'skip' : 'include'}(if: ${pick(['$yes', '$no', 'true', 'false'])})`;
  }
}
