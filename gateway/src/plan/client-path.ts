import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { AnswerPath } from './execution.ts';
import { clientKey } from './internal-alias.ts';

type Shape = Map<string, Shape>;

/**
 * Turns a path through the data of the plan into one through the client's answer. A field that only
 * the plan asked for (a key, something `@requires` needs) is not in the answer: the path then ends
 * at the object that has it.
 */
export type ToClientPath = (path: AnswerPath) => AnswerPath;

export function createClientPaths(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): ToClientPath {
  let root: Shape | undefined;
  return (path) => {
    root ??= shapeOf(document, operation);
    const clientPath: (string | number)[] = [];
    let shape: Shape | undefined = root;
    for (const segment of path) {
      if (typeof segment === 'string') {
        shape = shape?.get(segment);
        if (shape === undefined) {
          break;
        }
      }
      clientPath.push(typeof segment === 'string' ? clientKey(segment) : segment);
    }
    return clientPath;
  };
}

function shapeOf(document: DocumentNode, operation: OperationDefinitionNode): Shape {
  const fragments = fragmentsOf(document);
  const root: Shape = new Map();
  addSelections(operation.selectionSet, root);
  return root;

  function addSelections(selectionSet: SelectionSetNode, shape: Shape): void {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const inner: Shape = shape.get(key) ?? new Map<string, Shape>();
        shape.set(key, inner);
        if (selection.selectionSet !== undefined) {
          addSelections(selection.selectionSet, inner);
        }
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        addSelections(selection.selectionSet, shape);
      } else {
        const fragment = fragments.get(selection.name.value);
        if (fragment !== undefined) {
          addSelections(fragment.selectionSet, shape);
        }
      }
    }
  }
}

export function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  return fragments;
}
