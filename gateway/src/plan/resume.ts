import { Kind, type OperationDefinitionNode, OperationTypeNode } from 'graphql';

/**
 * Says whether a subscription asks to begin at a cursor, with a root argument `after`. Such a stream
 * replays what its own viewer missed, so nobody else may be given it.
 */
export function resumesWith(
  operation: OperationDefinitionNode,
): (variables: Readonly<Record<string, unknown>>) => boolean {
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) {
    return () => false;
  }
  // A root field may stand in a fragment: then nothing is known, and the stream is not shared.
  const [root] = operation.selectionSet.selections;
  if (root?.kind !== Kind.FIELD) {
    return () => true;
  }
  const after = root.arguments?.find(({ name }) => name.value === 'after')?.value;
  if (after === undefined || after.kind === Kind.NULL) {
    return () => false;
  }
  if (after.kind !== Kind.VARIABLE) {
    return () => true;
  }
  const variable = after.name.value;
  return (variables) => variables[variable] !== null && variables[variable] !== undefined;
}
