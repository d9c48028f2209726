import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * The document as the planner gets it: asking for the type of everything that may be of several.
 * The planner leaves it out where the client asks for fields of the interface alone, or for the
 * type under an alias, and without it nobody knows which of the types an answer is.
 */
export function withPlainTypenames(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const typeInfo = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(node): FieldNode | undefined {
        const type = getNamedType(typeInfo.getType());
        return node.selectionSet !== undefined && isAbstractType(type)
          ? {
              ...node,
              selectionSet: {
                ...node.selectionSet,
                selections: [TYPENAME, ...node.selectionSet.selections],
              },
            }
          : undefined;
      },
    }),
  );
}
