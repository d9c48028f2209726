import {
  buildSchema,
  defaultFieldResolver,
  type DirectiveNode,
  execute,
  type ExecutionResult,
  type FieldDefinitionNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { MemorySubgraph, type Resolvers } from '../subgraph.given.ts';

export type Entity = Readonly<Record<string, unknown>>;

/** One graph told twice: cut into subgraphs, and whole. Both show the same objects. */
export interface TestGraph {
  readonly name: string;
  /** SDL of each subgraph, without the `@link`. */
  readonly subgraphs: Readonly<Record<string, string>>;
  /** What clients see of all of them together. */
  readonly monolith: string;
  readonly rootFields: Readonly<Record<string, (args: never) => unknown>>;
  /** Every entity by the name of its type. Interfaces with a key list those of all their types. */
  readonly entities: Readonly<Record<string, readonly Entity[]>>;
  /** Fields that `@requires` others, by `Type.field`: from those, and from nothing else. */
  readonly computed: Readonly<Record<string, (given: Entity) => unknown>>;
  /** Words to pick arguments from: some that name an entity, some that name nothing. */
  readonly words: readonly string[];
}

const PROVIDED = Symbol('fields that the way here provides');

/**
 * The subgraphs of a graph, each strict about what is its own: an `@external` field throws unless
 * the way to it `@provides` it, a field that was overridden throws, and one that `@requires` others
 * sees only what the gateway sent.
 */
export function subgraphsOf(graph: TestGraph): MemorySubgraph[] {
  const overridden = new Set(
    Object.values(graph.subgraphs).flatMap((sdl) =>
      typesOf(sdl).flatMap((type) =>
        (type.fields ?? []).flatMap((field) => {
          const from = argumentOf(field.directives, 'override', 'from');
          return from === undefined ? [] : [`${from}/${type.name.value}.${field.name.value}`];
        }),
      ),
    ),
  );
  return Object.entries(graph.subgraphs).map(
    ([name, sdl]) => new MemorySubgraph(name, sdl, resolversOf(graph, name, sdl, overridden)),
  );
}

/** Answers as one graph-wide schema would, in which every field is at hand. */
export function createMonolith(graph: TestGraph): {
  readonly schema: GraphQLSchema;
  readonly answer: (
    query: string,
    variables: Readonly<Record<string, unknown>>,
  ) => Promise<ExecutionResult>;
} {
  const schema = buildSchema(graph.monolith);
  const fieldResolver: GraphQLFieldResolver<unknown, unknown> = (source, args, ctx, info) => {
    const { parentType, fieldName } = info;
    const root = source === undefined ? graph.rootFields[fieldName] : undefined;
    if (root !== undefined) {
      return root(args as never);
    }
    const types = [parentType, ...parentType.getInterfaces()].map(({ name }) => name);
    const compute = computerOf(graph, types, fieldName);
    if (compute !== undefined) {
      return compute(whole(graph, types, source as Entity));
    }
    return defaultFieldResolver(source, args, ctx, info);
  };
  return {
    schema,
    answer: async (query, variables) =>
      execute({ schema, document: parse(query), variableValues: variables, fieldResolver }),
  };
}

type Compute = (given: Entity) => unknown;

function computerOf(
  graph: TestGraph,
  types: readonly string[],
  field: string,
): Compute | undefined {
  return types.flatMap((type) => graph.computed[`${type}.${field}`] ?? [])[0];
}

/** An object with its computed fields, for one may be computed from another. */
function whole(graph: TestGraph, types: readonly string[], entity: Entity): Entity {
  return new Proxy(entity, {
    get(target, name) {
      const compute = computerOf(graph, types, String(name));
      return compute === undefined
        ? Reflect.get(target, name)
        : compute(whole(graph, types, target));
    },
  });
}

function resolversOf(
  graph: TestGraph,
  subgraph: string,
  sdl: string,
  overridden: ReadonlySet<string>,
): Resolvers {
  const resolvers: Resolvers = {};
  for (const type of typesOf(sdl)) {
    const typename = type.name.value;
    const keys = argumentsOf(type.directives, 'key', 'fields').map(fieldSet);
    const inKeys = new Set(keys.flatMap((key) => key.selections.map(nameOf)));
    const ofType: Record<string, unknown> = {};
    const fields = type.kind === Kind.OBJECT_TYPE_DEFINITION ? (type.fields ?? []) : [];
    for (const field of fields) {
      const coordinate = `${typename}.${field.name.value}`;
      ofType[field.name.value] = overridden.has(`${subgraph}/${coordinate}`)
        ? notOurs(coordinate)
        : resolverOf(graph, typename, field, inKeys);
    }
    if (keys.length > 0) {
      ofType['__resolveReference'] = (reference: Entity) =>
        findEntity(graph.entities[typename] ?? [], keys, reference);
    }
    resolvers[typename] = ofType;
  }
  return resolvers;
}

function resolverOf(
  graph: TestGraph,
  typename: string,
  field: FieldDefinitionNode,
  inKeys: ReadonlySet<string>,
): GraphQLFieldResolver<Record<PropertyKey, unknown>, unknown> {
  const name = field.name.value;
  const root = graph.rootFields[name];
  if (root !== undefined && (typename === 'Query' || typename === 'Mutation')) {
    return (_source, args) => root(args as never);
  }
  const compute = graph.computed[`${typename}.${name}`];
  if (compute !== undefined && argumentOf(field.directives, 'requires', 'fields') !== undefined) {
    return ({ given }) => compute(given as Entity);
  }
  if (has(field.directives, 'external') && !inKeys.has(name)) {
    const refuse = notOurs(`${typename}.${name}`);
    return (source, args, ctx, info) =>
      (source[PROVIDED] as ReadonlySet<string> | undefined)?.has(name) === true
        ? defaultFieldResolver(source, args, ctx, info)
        : refuse();
  }
  const provides = argumentOf(field.directives, 'provides', 'fields');
  if (provides !== undefined) {
    const selections = fieldSet(provides);
    return (source, args, ctx, info) =>
      providing(defaultFieldResolver(source, args, ctx, info), selections);
  }
  return defaultFieldResolver;
}

function notOurs(coordinate: string): () => never {
  return () => {
    throw new Error(`${coordinate} is not this subgraph's to tell.`);
  };
}

/** Copies what a field with `@provides` leads to, marked with what may be read of it. */
function providing(value: unknown, selectionSet: SelectionSetNode): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => providing(item, selectionSet));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const copy: Record<PropertyKey, unknown> = { ...value };
  copy[PROVIDED] = new Set(selectionSet.selections.map(nameOf));
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD && selection.selectionSet !== undefined) {
      const name = selection.name.value;
      copy[name] = providing(copy[name], selection.selectionSet);
    }
  }
  return copy;
}

/** A copy, for the library writes the type's name on it, with what the gateway sent. */
function findEntity(
  entities: readonly Entity[],
  keys: readonly SelectionSetNode[],
  reference: Entity,
): Entity | null {
  const sent = keys.filter((key) => key.selections.every((field) => nameOf(field) in reference));
  const found = entities.find((entity) => sent.some((key) => agrees(entity, reference, key)));
  return found === undefined ? null : { ...found, given: reference };
}

function agrees(entity: unknown, reference: unknown, key: SelectionSetNode): boolean {
  return key.selections.every((selection) => {
    const name = nameOf(selection);
    const known = (entity as Entity | null)?.[name];
    const said = (reference as Entity | null)?.[name];
    return selection.kind === Kind.FIELD && selection.selectionSet !== undefined
      ? agrees(known, said, selection.selectionSet)
      : known === said;
  });
}

function typesOf(sdl: string): (ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode)[] {
  return parse(sdl).definitions.filter(
    (definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
      definition.kind === Kind.INTERFACE_TYPE_DEFINITION,
  );
}

function fieldSet(fields: string): SelectionSetNode {
  const [definition] = parse(`{${fields}}`).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) {
    throw new Error(`Not a set of fields: ${fields}`);
  }
  return definition.selectionSet;
}

function nameOf(selection: SelectionSetNode['selections'][number]): string {
  return selection.kind === Kind.FIELD ? selection.name.value : '';
}

function has(directives: readonly DirectiveNode[] | undefined, name: string): boolean {
  return directives?.some((directive) => directive.name.value === name) === true;
}

function argumentOf(
  directives: readonly DirectiveNode[] | undefined,
  directive: string,
  argument: string,
): string | undefined {
  return argumentsOf(directives, directive, argument)[0];
}

function argumentsOf(
  directives: readonly DirectiveNode[] | undefined,
  directive: string,
  argument: string,
): string[] {
  return (directives ?? [])
    .filter(({ name }) => name.value === directive)
    .flatMap((each) => each.arguments ?? [])
    .flatMap(({ name, value }) =>
      name.value === argument && value.kind === Kind.STRING ? [value.value] : [],
    );
}
