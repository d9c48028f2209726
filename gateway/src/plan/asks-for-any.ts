import {
  type DocumentNode,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** True when a document asks for one of some types (`Person`) or fields (`Query.me`) of the graph. */
export function asksForAny(
  schema: GraphQLSchema,
  coordinates: ReadonlySet<string>,
  document: DocumentNode,
): boolean {
  if (coordinates.size === 0) {
    return false;
  }
  let found = false;
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        const parent = typeInfo.getParentType();
        if (!isCompositeType(parent)) {
          return;
        }
        const types = isAbstractType(parent)
          ? [parent, ...schema.getPossibleTypes(parent)]
          : [parent];
        found ||= types.some(
          ({ name }) => coordinates.has(name) || coordinates.has(`${name}.${node.name.value}`),
        );
      },
    }),
  );
  return found;
}
