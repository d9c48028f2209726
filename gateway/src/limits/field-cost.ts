import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from '@connected-lives/kit/page-size';
import {
  type FieldNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql';

export type ParentType = GraphQLNamedType | undefined;

/** What a field costs: its own points, and how often what it holds may be repeated. */
export interface FieldCost {
  readonly own: number;
  readonly times: number;
  /** The type of its children, where the graph knows the field. */
  readonly type: ParentType;
}

/** What a list without a page size is taken to hold. */
const LIST_SIZE_ASSUMED = 10;

/**
 * One point for each object that has to be found. Scalars come with their object for nothing, and so
 * does the frame of a connection (`edges`, `pageInfo`). A connection repeats its children `first`
 * times, another list of objects ten times. `weights` overrides the own points of `Type.field`.
 */
export function fieldCost(
  parent: ParentType,
  field: FieldNode,
  variables: Readonly<Record<string, unknown>>,
  operation: OperationDefinitionNode,
  weights: Readonly<Record<string, number>>,
): FieldCost {
  const name = field.name.value;
  if (name === '__typename') {
    return { own: 0, times: 1, type: undefined };
  }
  const definition =
    isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
  if (parent === undefined || definition === undefined) {
    return { own: 1, times: 1, type: undefined };
  }
  const type = getNamedType(definition.type);
  const weight = weights[`${parent.name}.${name}`];
  if (isLeafType(type)) {
    return { own: weight ?? 0, times: 1, type: undefined };
  }
  const paged = definition.args.some((argument) => argument.name === 'first');
  const framed = parent.name.endsWith('Connection');
  return {
    own: weight ?? (framed ? 0 : 1),
    times: paged
      ? pageSize(definition, field, variables, operation)
      : isListType(getNullableType(definition.type)) && !framed
        ? LIST_SIZE_ASSUMED
        : 1,
    type,
  };
}

export function namedTypeOf(schema: GraphQLSchema, name: string): ParentType {
  const type = schema.getType(name);
  return isCompositeType(type) ? type : undefined;
}

function pageSize(
  definition: GraphQLField<unknown, unknown>,
  field: FieldNode,
  variables: Readonly<Record<string, unknown>>,
  operation: OperationDefinitionNode,
): number {
  const given = field.arguments?.find(({ name }) => name.value === 'first')?.value;
  const asked =
    numberIn(given, variables, operation) ??
    definition.args.find(({ name }) => name === 'first')?.defaultValue ??
    PAGE_SIZE_DEFAULT;
  return typeof asked === 'number' ? Math.min(Math.max(asked, 1), PAGE_SIZE_MAX) : PAGE_SIZE_MAX;
}

function numberIn(
  value: ValueNode | undefined,
  variables: Readonly<Record<string, unknown>>,
  operation: OperationDefinitionNode,
): unknown {
  if (value?.kind === Kind.INT) {
    return Number(value.value);
  }
  if (value?.kind === Kind.VARIABLE) {
    const name = value.name.value;
    const definition = operation.variableDefinitions?.find(
      (each) => each.variable.name.value === name,
    );
    return variables[name] ?? numberIn(definition?.defaultValue, {}, operation);
  }
  return undefined;
}
