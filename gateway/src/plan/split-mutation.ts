import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import { fragmentsOf } from './client-path.ts';

/**
 * One document for each root field of a mutation, in order. A plan of the whole mutation would read
 * entities for the first field while the second already writes; the specification wants each field
 * finished before the next begins.
 */
export function splitMutation(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly DocumentNode[] {
  const fragments = fragmentsOf(document);
  const byKey = new Map<string, SelectionNode[]>();
  collect(operation.selectionSet.selections, (selection) => selection);
  const groups = [...byKey.values()];
  if (groups.length <= 1) {
    return [document];
  }
  return groups.map((selections) => ({
    ...document,
    definitions: document.definitions.map((definition) =>
      definition === operation
        ? { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } }
        : definition,
    ),
  }));

  function collect(
    selections: readonly SelectionNode[],
    wrap: (selection: SelectionNode) => SelectionNode,
  ): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value !== '__typename') {
          const key = selection.alias?.value ?? selection.name.value;
          byKey.set(key, [...(byKey.get(key) ?? []), wrap(selection)]);
        }
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      const { directives } = selection;
      if (fragment !== undefined) {
        collect(fragment.selectionSet.selections, (inner) =>
          wrap(
            directives === undefined || directives.length === 0
              ? inner
              : {
                  kind: Kind.INLINE_FRAGMENT,
                  directives,
                  selectionSet: { kind: Kind.SELECTION_SET, selections: [inner] },
                },
          ),
        );
      }
    }
  }
}
