import {
  type DocumentNode,
  execute,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from './client-path.ts';
import type { Step } from './execution.ts';

/** A document in two: what the subgraphs answer, and what the schema itself answers. */
export interface DividedDocument {
  /** Without the introspection fields. Absent when nothing else is asked. */
  readonly forSubgraphs: DocumentNode | undefined;
  readonly introspection: DocumentNode | undefined;
}

const INTROSPECTION = new Set(['__schema', '__type']);

export function divideIntrospection(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): DividedDocument {
  const fragments = fragmentsOf(document);
  if (operation.operation !== 'query' || !asks(operation.selectionSet, isIntrospection)) {
    return {
      forSubgraphs: asks(operation.selectionSet, (name) => name !== '__typename')
        ? document
        : undefined,
      introspection: undefined,
    };
  }
  return {
    forSubgraphs: asks(
      operation.selectionSet,
      (name) => !isIntrospection(name) && name !== '__typename',
    )
      ? rootFields((name) => !isIntrospection(name))
      : undefined,
    introspection: rootFields(isIntrospection),
  };

  function asks(selectionSet: SelectionSetNode, test: (name: string) => boolean): boolean {
    return selectionSet.selections.some((selection) => {
      if (selection.kind === Kind.FIELD) {
        return test(selection.name.value);
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      return fragment !== undefined && asks(fragment.selectionSet, test);
    });
  }

  /** The operation with its root fragments written out, and only the root fields that pass. */
  function rootFields(test: (name: string) => boolean): DocumentNode {
    return {
      ...document,
      definitions: document.definitions.map((definition) =>
        definition === operation
          ? { ...operation, selectionSet: only(operation.selectionSet, test) }
          : definition,
      ),
    };
  }

  function only(set: SelectionSetNode, test: (name: string) => boolean): SelectionSetNode {
    const selections: SelectionSetNode['selections'][number][] = [];
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        if (test(selection.name.value)) {
          selections.push(selection);
        }
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      const inner = fragment === undefined ? undefined : only(fragment.selectionSet, test);
      if (inner !== undefined && inner.selections.length > 0) {
        selections.push({
          kind: Kind.INLINE_FRAGMENT,
          ...(selection.directives === undefined ? {} : { directives: selection.directives }),
          selectionSet: inner,
        });
      }
    }
    return { kind: Kind.SELECTION_SET, selections };
  }
}

function isIntrospection(name: string): boolean {
  return INTROSPECTION.has(name);
}

/** Answers introspection from the clients' graph. No resolver of ours runs, so it is never async. */
export function introspectionStep(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): Step {
  return async (execution) => {
    const result = await execute({
      schema,
      document,
      variableValues: execution.variables,
      operationName,
    });
    for (const error of result.errors ?? []) {
      execution.errors.add({
        message: error.message,
        ...(error.path === undefined ? {} : { path: error.path }),
      });
    }
    Object.assign(execution.data, result.data);
  };
}
