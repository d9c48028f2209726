import { type FieldNode, Kind, type OperationDefinitionNode } from 'graphql';

/** The operation with only some of its root fields. `undefined` when none is left. */
export function onlyRootFields(
  operation: OperationDefinitionNode,
  test: (field: FieldNode) => boolean,
): OperationDefinitionNode | undefined {
  const selections = rootFields(operation).filter(test);
  return selections.length === 0
    ? undefined
    : { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

/**
 * One operation for each root field of a mutation, in order. A plan of the whole mutation would read
 * entities for the first field while the second already writes; the specification wants each field
 * finished before the next begins.
 */
export function oneByOne(operation: OperationDefinitionNode): readonly OperationDefinitionNode[] {
  const keys = new Set(
    rootFields(operation)
      .filter(({ name }) => name.value !== '__typename')
      .map(keyOf),
  );
  return [...keys].flatMap(
    (key) => onlyRootFields(operation, (field) => keyOf(field) === key) ?? [],
  );
}

/** A normalised operation has nothing but fields at its root, which is an object type. */
function rootFields(operation: OperationDefinitionNode): readonly FieldNode[] {
  return operation.selectionSet.selections.filter(({ kind }) => kind === Kind.FIELD) as FieldNode[];
}

function keyOf(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}
