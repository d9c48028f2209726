import { Kind, parse, type SelectionSetNode } from 'graphql';
import { fragmentsOf } from './fragments.ts';

/** A field that a fetch asks of an object, and of which type the object has to be. */
export interface AskedField {
  readonly typeConditions: readonly string[];
  readonly key: string;
}

/** The fields at the top of a fetch's document: what stays empty when the fetch fails. */
export function askedOfRoot(operation: string): readonly AskedField[] {
  return readSelections(operation, (root) => root);
}

/** The fields that a fetch asks of its entities, which stand under `_entities` or an alias of it. */
export function askedOfEntities(operation: string, entitiesKey: string): readonly AskedField[] {
  return readSelections(operation, (root) => {
    for (const selection of root.selections) {
      if (
        selection.kind === Kind.FIELD &&
        (selection.alias?.value ?? selection.name.value) === entitiesKey
      ) {
        return selection.selectionSet;
      }
    }
    return undefined;
  });
}

function readSelections(
  operation: string,
  choose: (root: SelectionSetNode) => SelectionSetNode | undefined,
): readonly AskedField[] {
  const document = parse(operation, { noLocation: true });
  const fragments = fragmentsOf(document);
  const asked: AskedField[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      const chosen = choose(definition.selectionSet);
      if (chosen !== undefined) {
        read(chosen, []);
      }
    }
  }
  return asked;

  function read(selectionSet: SelectionSetNode, typeConditions: readonly string[]): void {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        if (key !== '__typename') {
          asked.push({ typeConditions, key });
        }
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      const condition = fragment?.typeCondition?.name.value;
      if (fragment !== undefined) {
        read(
          fragment.selectionSet,
          condition === undefined ? typeConditions : [...typeConditions, condition],
        );
      }
    }
  }
}
