import { QueryPlanner } from '@graphql-hive/router-query-planner';
import {
  buildASTSchema,
  type DirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  isIntrospectionType,
  Kind,
  parse,
} from 'graphql';
import { consumerDocument } from './consumer-document.ts';
import { subgraphNamesIn } from './subgraph-names.ts';

/** What one supergraph document means: who plans, and what clients may ask. */
export interface Supergraph {
  readonly planner: QueryPlanner;
  readonly subgraphNames: readonly string[];
  /** The graph as clients see it: no `join__`, nothing `@inaccessible`. */
  readonly schema: GraphQLSchema;
  /** True when a value of the named type can stand where the condition is asked for. */
  readonly satisfies: (typename: unknown, condition: string) => boolean;
  /**
   * Types (`Person`) and fields (`Query.me`) tagged `own`: their answer belongs to one viewer, so
   * that nobody else may be handed the same one.
   */
  readonly ownCoordinates: ReadonlySet<string>;
  /** The same for the tag `public`: what may be asked without an access token. */
  readonly publicCoordinates: ReadonlySet<string>;
  /** Every field name of the graph. A client's alias that repeats one of them needs care. */
  readonly fieldNames: ReadonlySet<string>;
}

export function readSupergraph(supergraphSdl: string): Supergraph {
  const planner = new QueryPlanner(supergraphSdl);
  const document = parse(supergraphSdl, { noLocation: true });
  const schema = buildASTSchema(consumerDocument(planner.consumerSchema), { assumeValidSDL: true });
  return {
    planner,
    subgraphNames: subgraphNamesIn(document),
    schema,
    satisfies: typeConditionsOf(schema),
    ownCoordinates: coordinatesTagged('own', document),
    publicCoordinates: coordinatesTagged('public', document),
    fieldNames: fieldNamesOf(schema),
  };
}

function typeConditionsOf(schema: GraphQLSchema): Supergraph['satisfies'] {
  const satisfying = new Map<string, ReadonlySet<unknown>>();
  for (const type of Object.values(schema.getTypeMap())) {
    const names = new Set<unknown>([type.name]);
    if ('getTypes' in type || type.astNode?.kind === Kind.INTERFACE_TYPE_DEFINITION) {
      for (const possible of schema.getPossibleTypes(type as never)) {
        names.add(possible.name);
      }
    }
    satisfying.set(type.name, names);
  }
  return (typename, condition) =>
    satisfying.get(condition)?.has(typename) ?? typename === condition;
}

function coordinatesTagged(tag: string, supergraph: DocumentNode): ReadonlySet<string> {
  const tagged = new Set<string>();
  const isTagged = (directives: readonly DirectiveNode[] | undefined): boolean =>
    directives?.some(
      (directive) =>
        directive.name.value === 'tag' &&
        directive.arguments?.some(
          ({ value }) => value.kind === Kind.STRING && value.value === tag,
        ) === true,
    ) ?? false;
  for (const definition of supergraph.definitions) {
    if (
      definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      definition.kind !== Kind.INTERFACE_TYPE_DEFINITION
    ) {
      continue;
    }
    if (isTagged(definition.directives)) {
      tagged.add(definition.name.value);
    }
    for (const field of definition.fields ?? []) {
      if (isTagged(field.directives)) {
        tagged.add(`${definition.name.value}.${field.name.value}`);
      }
    }
  }
  return tagged;
}

function fieldNamesOf(schema: GraphQLSchema): ReadonlySet<string> {
  const names = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if ('getFields' in type && !isIntrospectionType(type)) {
      for (const name of Object.keys(type.getFields())) {
        names.add(name);
      }
    }
  }
  return names;
}
