import {
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
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
  const plain = plainValues(definitions, given);
  if (plain !== undefined) {
    return plain;
  }
  const { coerced, errors } = getVariableValues(schema, definitions, given, {
    maxErrors: ERRORS_MAX,
  });
  if (errors !== undefined) {
    throw RequestRefusal.ofErrors('BAD_USER_INPUT', errors);
  }
  return coerced;
}

/** Values of built-in scalars that are what the scalar makes of them, such as the id of a person. */
const IS_PLAIN: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ['ID', isString],
  ['String', isString],
  ['Boolean', (value: unknown) => typeof value === 'boolean'],
  ['Int', (value: unknown) => typeof value === 'number' && value === (value | 0)],
]);

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

/** Nothing to convert, to fill in or to refuse: so it is for most requests, and much faster. */
function plainValues(
  definitions: readonly VariableDefinitionNode[],
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | undefined {
  const values: Record<string, unknown> = {};
  for (const { variable, type } of definitions) {
    const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
    const name = variable.name.value;
    const isUnusual = name.startsWith('__') || !Object.hasOwn(given, name);
    if (named.kind !== Kind.NAMED_TYPE || isUnusual) {
      return undefined;
    }
    const value = given[name];
    if (IS_PLAIN.get(named.name.value)?.(value) !== true) {
      return undefined;
    }
    values[name] = value;
  }
  return values;
}
