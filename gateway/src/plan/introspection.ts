import { execute, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import type { Step } from './execution.ts';

/** Root fields that the schema itself answers. */
export function isIntrospection(name: string): boolean {
  return name === '__schema' || name === '__type';
}

/** Answers introspection from the clients' graph. No resolver of ours runs, so it never waits. */
export function introspectionStep(schema: GraphQLSchema, operation: OperationDefinitionNode): Step {
  const document = { kind: Kind.DOCUMENT, definitions: [operation] } as const;
  return async (execution) => {
    const { data, errors } = await execute({
      schema,
      document,
      variableValues: execution.variables,
    });
    for (const { message, path } of errors ?? []) {
      execution.errors.add({ message, ...(path === undefined ? {} : { path }) });
    }
    Object.assign(execution.data, data);
  };
}
