import { Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { clientKey } from './client-key.ts';
import type { AnswerPath } from './execution.ts';

type Shape = Map<string, Shape>;

/**
 * Turns a path through the data of the plan into one through the client's answer. A field that only
 * the plan asked for (a key, something `@requires` needs) is not in the answer: the path then ends
 * at the object that has it.
 */
export type ToClientPath = (path: AnswerPath) => AnswerPath;

export function createClientPaths(operation: OperationDefinitionNode): ToClientPath {
  let root: Shape | undefined;
  return (path) => {
    root ??= shapeOf(operation);
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

function shapeOf(operation: OperationDefinitionNode): Shape {
  const root: Shape = new Map();
  addSelections(operation.selectionSet, root);
  return root;
}

function addSelections(selectionSet: SelectionSetNode, shape: Shape): void {
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      addSelections(selection.selectionSet, shape);
    } else if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const inner: Shape = shape.get(key) ?? new Map<string, Shape>();
      shape.set(key, inner);
      if (selection.selectionSet !== undefined) {
        addSelections(selection.selectionSet, inner);
      }
    }
  }
}
