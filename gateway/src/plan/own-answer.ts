import {
  type DocumentNode,
  isAbstractType,
  isCompositeType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Supergraph } from './supergraph.ts';

/** True when a document asks for something that is tagged as one viewer's own. */
export function asksForOwn(supergraph: Supergraph, document: DocumentNode): boolean {
  const { schema, ownCoordinates } = supergraph;
  if (ownCoordinates.size === 0) {
    return false;
  }
  let own = false;
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
        own ||= types.some(
          ({ name }) =>
            ownCoordinates.has(name) || ownCoordinates.has(`${name}.${node.name.value}`),
        );
      },
    }),
  );
  return own;
}
