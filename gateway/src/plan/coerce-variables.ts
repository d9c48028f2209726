import { type GraphQLSchema, getVariableValues, type OperationDefinitionNode } from 'graphql';
import { RequestRefusal } from '../errors/request-refusal.ts';

const ERRORS_MAX = 5;
const NONE: Readonly<Record<string, unknown>> = Object.freeze({});

/** Checks a request's variables against the graph and fills in the defaults. */
export function coerceVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const definitions = operation.variableDefinitions;
  if (definitions === undefined || definitions.length === 0) {
    return NONE;
  }
  const { coerced, errors } = getVariableValues(schema, definitions, given, {
    maxErrors: ERRORS_MAX,
  });
  if (errors !== undefined) {
    throw RequestRefusal.ofErrors('BAD_USER_INPUT', errors);
  }
  return coerced;
}
