import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { internalKey } from './client-key.ts';
import { isIncluded } from './conditions.ts';
import { fragmentsOf } from './fragments.ts';
import type { Supergraph } from './supergraph.ts';

/**
 * Writes an operation out plainly: fragments in place, `@skip` and `@include` decided, no type
 * condition that always or never holds. Planner and projection then have less to get wrong, and the
 * order of fields, which depends on what is left out, is the order of the specification.
 *
 * The limits bound how much this can be: they count fields with their fragments written out.
 */
export function normaliseOperation(
  supergraph: Supergraph,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): OperationDefinitionNode {
  const { schema, fieldNames, satisfies } = supergraph;
  const fragments = fragmentsOf(document);
  const root = schema.getRootType(operation.operation);
  if (root === undefined || root === null) {
    throw new Error(`The graph has no ${operation.operation}.`);
  }
  return { ...operation, directives: [], selectionSet: normalise(operation.selectionSet, root) };

  function normalise(selectionSet: SelectionSetNode, parent: GraphQLCompositeType) {
    const selections: SelectionNode[] = [];
    collect(selectionSet.selections, parent, selections);
    return { kind: Kind.SELECTION_SET, selections } as const;
  }

  function collect(
    from: readonly SelectionNode[],
    parent: GraphQLCompositeType,
    into: SelectionNode[],
  ): void {
    for (const selection of from) {
      if (!isIncluded(selection.directives, variables)) {
        continue;
      }
      if (selection.kind === Kind.FIELD) {
        into.push(field(selection, parent));
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (fragment !== undefined) {
        const condition = fragment.typeCondition?.name.value ?? parent.name;
        narrow(fragment.selectionSet, condition, parent, into);
      }
    }
  }

  function narrow(
    selectionSet: SelectionSetNode,
    condition: string,
    parent: GraphQLCompositeType,
    into: SelectionNode[],
  ): void {
    if (satisfies(parent.name, condition)) {
      collect(selectionSet.selections, parent, into);
      return;
    }
    const type = schema.getType(condition);
    // An object of another type is never this one.
    if (isObjectType(parent) || !isCompositeType(type)) {
      return;
    }
    const inner = normalise(selectionSet, type);
    if (inner.selections.length > 0) {
      into.push({
        kind: Kind.INLINE_FRAGMENT,
        typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: condition } },
        selectionSet: inner,
      });
    }
  }

  function field(node: FieldNode, parent: GraphQLCompositeType): FieldNode {
    const { alias, directives: _decided, selectionSet, ...rest } = node;
    const renamed =
      alias === undefined || alias.value === node.name.value ? undefined : alias.value;
    const type =
      selectionSet === undefined ? undefined : typeOfField(schema, parent, node.name.value);
    return {
      ...rest,
      ...(renamed === undefined
        ? {}
        : { alias: { kind: Kind.NAME, value: internalKey(renamed, fieldNames) } }),
      ...(selectionSet === undefined || type === undefined
        ? {}
        : { selectionSet: normalise(selectionSet, type) }),
    };
  }
}

function typeOfField(
  schema: GraphQLSchema,
  parent: GraphQLCompositeType,
  name: string,
): GraphQLCompositeType | undefined {
  const meta = [SchemaMetaFieldDef, TypeMetaFieldDef].find((each) => each.name === name);
  const type = getNamedType(
    meta?.type ?? ('getFields' in parent ? parent.getFields()[name]?.type : undefined),
  );
  return isCompositeType(type) && schema.getType(type.name) !== undefined ? type : undefined;
}
