import 'reflect-metadata';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { type GraphQLSchema, parse } from 'graphql';
import {
  buildSchemaSync,
  type ClassType,
  createResolversMap,
  type NonEmptyArray,
} from 'type-graphql';
import { validateArgument } from './validate-argument.ts';

const FEDERATION = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@shareable", "@external", "@requires", "@provides", "@override", "@inaccessible", "@tag"]
)`;

/** How a reference from another subgraph becomes an entity of ours, or null. It is a way in. */
export type ResolveReference<Ctx> = (
  reference: Readonly<Record<string, unknown>>,
  ctx: Ctx,
) => unknown;

/**
 * The classes of one service as a Federation 2 subgraph.
 *
 * No global middleware and no `@Authorized`: both cost four times the whole execution, and access
 * is row-level security's.
 */
export function federatedSchema<Ctx>(options: {
  resolvers: NonEmptyArray<ClassType>;
  orphanedTypes?: ClassType[];
  references: Record<string, ResolveReference<Ctx>>;
  /** Which member of a union a value is. At once: compiled documents do not wait for it. */
  unions?: Record<string, (value: never) => string>;
}): { schema: GraphQLSchema; sdl: string } {
  const plain = buildSchemaSync({
    resolvers: options.resolvers,
    orphanedTypes: options.orphanedTypes ?? [],
    validateFn: validateArgument,
    // The federation directives are not known to this first schema.
    skipCheck: true,
    pubSub: everySubscriptionBringsItsOwn,
  });
  const resolvers: Record<string, Record<string, unknown>> = createResolversMap(plain) as never;
  for (const [type, resolveReference] of Object.entries(options.references)) {
    resolvers[type] = { ...resolvers[type], __resolveReference: resolveReference };
  }
  for (const [union, __resolveType] of Object.entries(options.unions ?? {})) {
    resolvers[union] = { __resolveType };
  }
  const sdl = `${FEDERATION}\n\n${printSchemaWithDirectives(plain)}\n`;
  return {
    schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]),
    sdl,
  };
}

/** type-graphql asks for one, although every `@Subscription` here follows the event feed. */
const everySubscriptionBringsItsOwn = {
  publish(): never {
    throw new Error('Leave an event in the transaction instead.');
  },
  subscribe(): never {
    throw new Error('Follow the event feed instead.');
  },
};
