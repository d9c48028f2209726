import {
  type FieldNode,
  getNamedType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * The text of an operation as the planner gets it. It asks for the type of everything that may be of
 * several (the planner leaves it out where the client asks for fields of the interface alone) and
 * of everything of which nothing is left to ask, for it is still null or not.
 */
export function plannerDocument(schema: GraphQLSchema, operation: OperationDefinitionNode): string {
  const typeInfo = new TypeInfo(schema);
  const asking = visitWithTypeInfo(typeInfo, {
    Field(node): FieldNode | undefined {
      const { selectionSet } = node;
      const type = getNamedType(typeInfo.getType());
      return selectionSet !== undefined &&
        (selectionSet.selections.length === 0 || isAbstractType(type))
        ? {
            ...node,
            selectionSet: { ...selectionSet, selections: [TYPENAME, ...selectionSet.selections] },
          }
        : undefined;
    },
  });
  return print(visit(operation, asking));
}
