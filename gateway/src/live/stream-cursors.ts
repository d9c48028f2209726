import { type Position, positionOf } from '@connected-lives/kit/event-log';
import {
  type DocumentNode,
  type FieldNode,
  getOperationAST,
  Kind,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { Answer } from '../answer.ts';
import type { PreparedOperation } from '../plan/prepared-operation.ts';

/** Where the cursors of a subscription stand: in its variables, and in each of its answers. */
export interface StreamCursors {
  /** The variable of the root argument `after`. */
  readonly variable: string;
  /** Where a viewer stands after this answer. Undefined when it does not say. */
  readonly of: (answer: Answer) => Position | undefined;
}

const known = new WeakMap<PreparedOperation, { readonly cursors: StreamCursors | undefined }>();

/**
 * Undefined for a subscription that cannot be resumed, or that does not ask for the `cursor` of what
 * it is told: of such a stream nobody can say how far it is.
 */
export function streamCursors(prepared: PreparedOperation): StreamCursors | undefined {
  let found = known.get(prepared);
  if (found === undefined) {
    found = { cursors: findCursors(prepared.document, prepared.name) };
    known.set(prepared, found);
  }
  return found.cursors;
}

function findCursors(document: DocumentNode, name: string | null): StreamCursors | undefined {
  const [root] = getOperationAST(document, name)?.selectionSet.selections ?? [];
  if (root?.kind !== Kind.FIELD || isConditional(root)) {
    return undefined;
  }
  const after = root.arguments?.find((argument) => argument.name.value === 'after')?.value;
  const cursor = findField(document, root.selectionSet, 'cursor');
  if (
    after?.kind !== Kind.VARIABLE ||
    cursor === undefined ||
    usesOf(document, after.name.value) > 1
  ) {
    return undefined;
  }
  const rootKey = keyOf(root);
  const cursorKey = keyOf(cursor);
  return {
    variable: after.name.value,
    of: ({ value }) => {
      const told = value.data?.[rootKey] as Readonly<Record<string, unknown>> | null | undefined;
      const text = told?.[cursorKey];
      return typeof text === 'string' ? (positionOf(text) ?? undefined) : undefined;
    },
  };
}

/** Also in a fragment: what a stream tells is an object of one type, so that its fragments hold. */
function findField(
  document: DocumentNode,
  selectionSet: SelectionSetNode | undefined,
  name: string,
): FieldNode | undefined {
  for (const selection of selectionSet?.selections ?? []) {
    if (isConditional(selection)) {
      continue;
    }
    const found =
      selection.kind === Kind.FIELD
        ? selection
        : findField(document, fragmentOf(document, selection), name);
    if (found?.name.value === name) {
      return found;
    }
  }
  return undefined;
}

function fragmentOf(
  { definitions }: DocumentNode,
  fragment: Exclude<SelectionSetNode['selections'][number], FieldNode>,
): SelectionSetNode | undefined {
  return fragment.kind === Kind.INLINE_FRAGMENT
    ? fragment.selectionSet
    : definitions
        .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
        .find((definition) => definition.name.value === fragment.name.value)?.selectionSet;
}

/** What else depends on the variable makes two streams different, however far they are. */
function usesOf(document: DocumentNode, variable: string): number {
  let uses = 0;
  visit(document, {
    VariableDefinition: () => false,
    Variable(node) {
      uses += node.name.value === variable ? 1 : 0;
    },
  });
  return uses;
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

function isConditional({ directives = [] }: SelectionSetNode['selections'][number]): boolean {
  return directives.length > 0;
}
